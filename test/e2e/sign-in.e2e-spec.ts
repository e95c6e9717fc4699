import pg from 'pg';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf, Visitor } from '../support/http.js';
import { SoftwarePasskey } from '../support/software-passkey.js';

describe('signing in', () => {
  let clinic: Clinic;
  let database: pg.Client;

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const SECOND = '/v1/sign-ins/current/second-factor';
  const origin = () => `http://localhost:${new URL(clinic.url).port}`;
  const signInOf = (name: string) => {
    const { email, password } = clinic.signIns.find((person) => person.name.startsWith(name))!;
    return { email, password };
  };
  async function byPassword(name: string): Promise<Visitor> {
    const visitor = new Visitor(clinic);
    await visitor.post('/v1/sign-ins', signInOf(name)).expect(201);
    return visitor;
  }
  const assuranceOf = async (visitor: Visitor) => (await visitor.get('/v1/me').expect(200)).body.assurance as string;
  const optionsFrom = async (visitor: Visitor, path: string) => (await visitor.post(path).expect(201)).body.options;
  /** Enrols a passkey for somebody who is signed in in full. */
  async function enrol(visitor: Visitor, name: string, passkey = new SoftwarePasskey(origin())): Promise<SoftwarePasskey> {
    await visitor.stepUp(name);
    const options = await optionsFrom(visitor, '/v1/me/passkeys/ceremony');
    await visitor.post('/v1/me/passkeys', { name: 'Test', passkey: passkey.made(options) }).expect(201);
    return passkey;
  }
  /** What the audit says of how somebody came in the last time. */
  const meansOf = async (name: string) =>
    (
      await database.query<{ reason: string }>(
        `SELECT e.reason FROM audit_event e JOIN person p ON p.id = e.actor_id
         WHERE e.action = 'sign-in' AND p.display_name LIKE $1 ORDER BY e.at DESC LIMIT 1`,
        [`${name} %`],
      )
    ).rows[0]?.reason;
  const notices = async (kind: string) =>
    Number(
      (
        await database.query(
          "SELECT count(*) FROM outbox_event WHERE name = 'identity.account-notice' AND payload->>'kind' = $1",
          [kind],
        )
      ).rows[0].count,
    );

  describe('with a password', () => {
    it('is all that a patient without a second factor needs', async () => {
      expect(await assuranceOf(await byPassword('Rosa'))).toBe('full');
      expect(await meansOf('Rosa')).toBe('password');
    });

    it('lets staff reach nothing but the second factor, and with its code everything, under another cookie', async () => {
      const omar = await byPassword('Omar');
      expect(await assuranceOf(omar)).toBe('pending');
      const refused = await omar.get('/v1/board').expect(401);
      expect(refused.body).toMatchObject({ code: 'request.proof-needed', facts: { assurance: 'pending' } });
      for (const path of ['/v1/alerts', '/v1/me/devices', '/v1/dosing-sessions?when=all']) await omar.get(path).expect(401);
      await omar.post('/v1/sign-ins/current/step-up', { code: '000000' }).expect(401);
      const [pending] = /hearth=[^;]+/.exec(omar.signInCookie)!;
      await omar.prove('Omar', SECOND);
      expect(await assuranceOf(omar)).toBe('full');
      expect(await meansOf('Omar')).toBe('password-and-code');
      await omar.get('/v1/board').expect(200);
      expect(omar.signInCookie).not.toContain(pending);
      await fetch(`${clinic.url}/v1/me`, { headers: { cookie: pending } }).then(({ status }) => expect(status).toBe(401));
    });

    it('takes each code once, also when it is sent twice at the same time', async () => {
      const [one, other] = [await byPassword('Paul'), await byPassword('Paul')];
      const code = await authenticatorOf(clinic, 'Paul').code();
      const replies = await Promise.all([one.post(SECOND, { code }), other.post(SECOND, { code })]);
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 422]);
    });

    it('lets nobody who has only the password enrol a factor beside those that there are', async () => {
      const tom = await byPassword('Tom');
      for (const path of ['/v1/me/authenticator', '/v1/me/passkeys/ceremony']) await tom.post(path).expect(404);
      await tom.post('/v1/me/recovery-codes').expect(401);
    });

    it('that is wrong, of an address that is unknown, and of a person who is disabled gets the same words', async () => {
      await database.query("UPDATE person SET disabled_at = now() WHERE display_name = 'Jonas Weber'");
      const tries = [
        { ...signInOf('Ana'), password: 'wrong' },
        { email: 'nobody@demo.example', password: 'wrong' },
        signInOf('Jonas'),
      ];
      const replies = await Promise.all(tries.map((body) => new Visitor(clinic).post('/v1/sign-ins', body)));
      expect(replies.map(({ status }) => status)).toEqual([401, 401, 401]);
      expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    });

    it('is slowed down after ten failures, and never on a device that the person has used before', async () => {
      const ana = await byPassword('Ana');
      ana.forget('hearth');
      const wrong = () => new Visitor(clinic).post('/v1/sign-ins', { ...signInOf('Ana'), password: 'wrong' });
      const statuses: number[] = [];
      while (statuses.at(-1) !== 429 && statuses.length < 15) statuses.push((await wrong()).status);
      expect(statuses.at(-1)).toBe(429);
      const stranger = await new Visitor(clinic).post('/v1/sign-ins', signInOf('Ana')).expect(429);
      expect(stranger.body.facts.retryAfterSec).toBeGreaterThan(0);
      await ana.post('/v1/sign-ins', signInOf('Ana')).expect(201);
    });
  });

  describe('with a passkey', () => {
    let nina: Visitor;
    let passkey: SoftwarePasskey;

    it('comes after a step-up by the factor that there is, and is told of', async () => {
      nina = await Visitor.named(clinic, 'Nina');
      const refused = await nina.post('/v1/me/passkeys/ceremony').expect(403);
      expect(refused.body.code).toBe('identity.step-up-needed');
      const before = await notices('factors-changed');
      passkey = await enrol(nina, 'Nina');
      expect(await notices('factors-changed')).toBe(before + 1);
      const { body } = await nina.get('/v1/me/factors').expect(200);
      expect(body).toMatchObject({ hasAuthenticator: true, mustHaveSecond: true, passkeys: [{ name: 'Test' }] });
    });

    it('alone is enough for everything, without an address or a password', async () => {
      const visitor = new Visitor(clinic);
      const options = await optionsFrom(visitor, '/v1/passkey-ceremonies/sign-in');
      await visitor.post('/v1/sign-ins/passkey', { passkey: passkey.proven(options) }).expect(201);
      expect(await assuranceOf(visitor)).toBe('full');
      expect(await meansOf('Nina')).toBe('passkey');
    });

    it('takes no answer twice, none from another site, none to a challenge of somebody else, and none that verified nobody', async () => {
      const visitor = new Visitor(clinic);
      const fresh = () => optionsFrom(visitor, '/v1/passkey-ceremonies/sign-in');
      const refuses = async (answer: object) =>
        expect((await visitor.post('/v1/sign-ins/passkey', { passkey: answer })).body.code).toBe('identity.wrong-proof');
      const used = passkey.proven(await fresh());
      await visitor.post('/v1/sign-ins/passkey', { passkey: used }).expect(201);
      await refuses(used);
      await refuses(passkey.proven(await fresh(), { origin: 'https://evil.example' }));
      await refuses(passkey.proven(await optionsFrom(nina, '/v1/passkey-ceremonies/proof')));
      await refuses(new SoftwarePasskey(origin()).proven(await fresh()));
      const careless = new SoftwarePasskey(origin(), false);
      await nina.stepUp('Nina');
      const options = await optionsFrom(nina, '/v1/me/passkeys/ceremony');
      await nina.post('/v1/me/passkeys', { name: 'Careless', passkey: careless.made(options) }).expect(422);
    });

    it('that counts back is a copy', async () => {
      const prove = async () => ({ passkey: passkey.proven(await optionsFrom(nina, '/v1/passkey-ceremonies/proof')) });
      passkey.signCount = 7;
      await nina.post('/v1/sign-ins/current/step-up', await prove()).expect(201);
      await nina.post('/v1/sign-ins/current/step-up', await prove()).expect(422);
      passkey.signCount = 8;
      await nina.post('/v1/sign-ins/current/step-up', await prove()).expect(201);
    });

    it('stays, or the authenticator app does: staff have a second factor at any time', async () => {
      const { body } = await nina.get('/v1/me/factors').expect(200);
      const stepUp = async () => {
        passkey.signCount += 1;
        const proof = { passkey: passkey.proven(await optionsFrom(nina, '/v1/passkey-ceremonies/proof')) };
        await nina.post('/v1/sign-ins/current/step-up', proof).expect(201);
      };
      await stepUp();
      await nina.delete('/v1/me/authenticator').expect(200);
      await stepUp();
      const last = await nina.delete(`/v1/me/passkeys/${body.passkeys[0].id}`).expect(422);
      expect(last.body.code).toBe('identity.last-factor');
    });
  });

  it('lets staff without any factor enrol one first, and shows them recovery codes, each good once', async () => {
    await database.query("DELETE FROM totp_secret WHERE person_id = (SELECT id FROM person WHERE display_name = 'Iris Chen')");
    const iris = await byPassword('Iris');
    const { secret } = (await iris.post('/v1/me/authenticator').expect(201)).body;
    await iris.post('/v1/me/authenticator/confirmation', { code: '000000' }).expect(422);
    const { Authenticator } = await import('../../tools/authenticator.mjs');
    const code = await new Authenticator(secret).code();
    const { recoveryCodes } = (await iris.post('/v1/me/authenticator/confirmation', { code }).expect(201)).body;
    expect(recoveryCodes).toHaveLength(10);
    expect(await assuranceOf(iris)).toBe('full');
    const again = await byPassword('Iris');
    await again.post(SECOND, { recoveryCode: recoveryCodes[0].toLowerCase() }).expect(201);
    expect(await assuranceOf(again)).toBe('full');
    const third = await byPassword('Iris');
    await third.post(SECOND, { recoveryCode: recoveryCodes[0] }).expect(422);
    expect((await again.get('/v1/me/factors')).body.recoveryCodesLeft).toBe(9);
  });

  it('asks for the factor that there is, not for the password, when a step is weighty', async () => {
    const [ada, mia] = [await Visitor.named(clinic, 'Ada'), await Visitor.named(clinic, 'Mia')];
    const { password } = signInOf('Ada');
    const refused = await ada.post('/v1/sign-ins/current/step-up', { password }).expect(422);
    expect(refused.body.code).toBe('identity.proof-kind');
    await mia.post('/v1/sign-ins/current/step-up', { password: signInOf('Mia').password }).expect(201);
  });

  it('shows where one is signed in, and ends one of these, or all others', async () => {
    const [here, there, third] = [await byPassword('Mia'), await byPassword('Mia'), await byPassword('Mia')];
    const { devices } = (await here.get('/v1/me/devices').expect(200)).body;
    expect(devices.filter(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toHaveLength(1);
    expect(devices[0]).toMatchObject({ agent: 'Another program', network: '127.0.…' });
    const other = (await there.get('/v1/me/devices')).body.devices.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent);
    await (await byPassword('Sam')).delete(`/v1/me/devices/${other.id}`).expect(404);
    await here.delete(`/v1/me/devices/${other.id}`).expect(200);
    await there.get('/v1/me').expect(401);
    await here.delete('/v1/me/devices').expect(200);
    await third.get('/v1/me').expect(401);
    expect((await here.get('/v1/me/devices')).body.devices).toHaveLength(1);
  });

  it('with another password ends all other sign-ins, and refuses what guessers try first', async () => {
    const [here, there] = [await byPassword('Sam'), await byPassword('Sam')];
    const change = (password: string, current = signInOf('Sam').password) => here.put('/v1/me/password', { password, current });
    await change('three brown foxes asleep').expect(403);
    const stepUp = () => here.post('/v1/sign-ins/current/step-up', { password: signInOf('Sam').password }).expect(201);
    await stepUp();
    expect((await change('passwordpassword').expect(422)).body.facts).toEqual({ reason: 'common' });
    expect((await change('three brown foxes asleep', 'not the one until now').expect(422)).body.code).toBe(
      'identity.wrong-proof',
    );
    expect((await here.put('/v1/me/password', { password: 'three brown foxes asleep' }).expect(422)).body.code).toBe(
      'identity.wrong-proof',
    );
    await change('three brown foxes asleep').expect(200);
    await there.get('/v1/me').expect(401);
    await here.get('/v1/me').expect(200);
    await new Visitor(clinic).post('/v1/sign-ins', signInOf('Sam')).expect(401);
    await new Visitor(clinic)
      .post('/v1/sign-ins', { email: 'sam@demo.example', password: 'three brown foxes asleep' })
      .expect(201);
  });
});
