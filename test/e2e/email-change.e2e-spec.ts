import pg from 'pg';
import { Cast } from '../support/cast.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { linkFor, Visitor } from '../support/http.js';

type Message = Readonly<{ to: string; subject: string; text: string }>;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('another e-mail address', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let cast: Cast;

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    cast = await Cast.of(clinic, database);
  });
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const anybody = () => new Visitor(clinic);
  const emailOf = (name: string) => clinic.signIns.find((one) => one.name.startsWith(name))!.email;
  const signIn = (email: string) => anybody().post('/v1/sign-ins', { email, password: clinic.signIns[0]!.password });
  const confirm = (token: string) => anybody().post('/v1/email-changes/confirmation', { token });
  const tokenFor = async (email: string) => (await linkFor(clinic, email)).split('#')[1]!;
  const sentTo = async (address: string): Promise<Message[]> =>
    (await anybody().get('/v1/demo/messages?limit=200').expect(200)).body.messages.filter(({ to }: Message) => to === address);
  const pending = async () =>
    (
      await database.query(
        `SELECT 1 FROM outbox_event WHERE done_at IS NULL AND voided_at IS NULL AND due_at <= app_now()
           AND (name LIKE 'identity.%' OR name LIKE 'notifications.%')`,
      )
    ).rowCount;
  const allSent = async () => {
    while (await pending()) await pause(100);
  };
  async function ask(by: Visitor, email: string) {
    await cast.stepUp((await by.get('/v1/me')).body.personId);
    return by.post('/v1/me/email', { email });
  }

  it('counts once the link that went to it was opened, once, and ends all sign-ins but the one that asked', async () => {
    const [rosa, elsewhere] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Rosa')];
    const [before, after] = [emailOf('Rosa'), 'rosa.new@demo.example'];
    const refused = await rosa.post('/v1/me/email', { email: after }).expect(403);
    expect(refused.body.code).toBe('identity.step-up-needed');
    expect((await ask(rosa, after)).status).toBe(201);
    const token = await tokenFor(after);
    expect((await rosa.get('/v1/me/email').expect(200)).body.email).toBe(before);
    await signIn(after).expect(401);
    await signIn(before).expect(201);
    await confirm(`${token.slice(0, -2)}xx`).expect(404);
    await confirm(token).expect(201);
    await confirm(token).expect(404);
    expect((await rosa.get('/v1/me/email').expect(200)).body).toEqual({ email: after, isVerified: true });
    await elsewhere.get('/v1/me').expect(401);
    await signIn(before).expect(401);
    await signIn(after).expect(201);
    await allSent();
    expect((await sentTo(before)).map(({ subject }) => subject)).toContain('Your e-mail address was changed');
    const { rows } = await database.query("SELECT actor_role, address FROM audit_event WHERE action = 'change-email'");
    expect(rows).toEqual([{ actor_role: 'self', address: expect.any(String) }]);
  });

  it('is not told from one that somebody else has, who hears nothing', async () => {
    const mia = await Visitor.named(clinic, 'Mia');
    const taken = await ask(mia, emailOf('Tom'));
    const free = await ask(mia, 'mia.new@demo.example');
    expect([taken.status, taken.text]).toEqual([free.status, free.text]);
    await tokenFor('mia.new@demo.example');
    await allSent();
    expect((await sentTo(emailOf('Tom'))).filter(({ subject }) => /address/.test(subject))).toEqual([]);
    const { rows } = await database.query("SELECT 1 FROM clinic_alert WHERE kind = 'message-failed'");
    expect(rows).toEqual([]);
  });

  it('is not got by whoever comes second', async () => {
    const [mia, omar] = [await Visitor.named(clinic, 'Mia'), await Visitor.named(clinic, 'Omar')];
    const email = 'both@demo.example';
    await ask(mia, email);
    const first = await tokenFor(email);
    await ask(omar, email);
    while ((await tokenFor(email)) === first) await pause(100);
    await confirm(await tokenFor(email)).expect(201);
    expect((await confirm(first).expect(404)).body.code).toBe('identity.link-over');
  });

  it('that somebody asked for at a stolen screen is void once its owner signs out everywhere else', async () => {
    const [mia, stolen] = [await Visitor.named(clinic, 'Mia'), await Visitor.named(clinic, 'Mia')];
    await ask(stolen, 'thief@demo.example');
    const token = await tokenFor('thief@demo.example');
    await mia.delete('/v1/me/devices').expect(200);
    await confirm(token).expect(404);
  });

  it('is good for a day, and waits while a dosed patient needs their phone', async () => {
    const sam = await Visitor.named(clinic, 'Sam');
    await ask(sam, 'sam.new@demo.example');
    const token = await tokenFor('sam.new@demo.example');
    expect((await confirm(token).expect(409)).body.code).toBe('identity.dosed-now');
    await sam.get('/v1/me').expect(200);
    const { rows } = await database.query(
      `SELECT expires_at - created_at = interval '1 day' AS day, email_sealed ~ '^v2' AS sealed, email_sealed LIKE '%sam%' AS plain
       FROM account_link WHERE purpose = 'email_change' AND used_at IS NULL AND revoked_at IS NULL AND person_id = $1`,
      [cast.a.personId],
    );
    expect(rows).toEqual([{ day: true, sealed: true, plain: false }]);
    await database.query("UPDATE account_link SET expires_at = now() WHERE purpose = 'email_change' AND used_at IS NULL");
    await confirm(token).expect(404);
  });
});
