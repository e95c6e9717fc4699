import pg from 'pg';
import { Authenticator } from '../../tools/authenticator.mjs';
import { type Clinic, startClinic } from '../support/clinic.js';
import { linkFor, Visitor } from '../support/http.js';
import { SoftwarePasskey } from '../support/software-passkey.js';

const PASSWORD = 'eleven quiet lamps at noon';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('accounts', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let ada: Visitor;

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    ada = await Visitor.named(clinic, 'Ada');
  });
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const tokenFor = async (email: string) => (await linkFor(clinic, email)).split('#')[1]!;
  const person = (email: string, more: object = {}) => ({
    email,
    displayName: 'New Person',
    role: 'patient',
    zone: 'UTC',
    ...more,
  });
  const anybody = () => new Visitor(clinic);
  const codeOf = async (asked: Promise<{ body: { code?: string } }>) => (await asked).body.code;
  const signIn = (email: string, password: string) => anybody().post('/v1/sign-ins', { email, password });

  it('come by invitation, for a patient with a password of their own', async () => {
    const email = 'nell@demo.example';
    await ada.post('/v1/invitations', person(email)).expect(201);
    await signIn(email, PASSWORD).expect(401);
    const token = await tokenFor(email);
    expect((await anybody().post('/v1/invitations/look', { token }).expect(201)).body).toEqual({
      displayName: 'New Person',
      role: 'patient',
    });
    const accept = (password: string, by = anybody()) => by.post('/v1/invitations/acceptance', { token, password });
    expect((await accept('new person nell 1').expect(422)).body.facts).toEqual({ reason: 'about-you' });
    const nell = anybody();
    expect((await accept(PASSWORD, nell).expect(201)).body.assurance).toBe('full');
    await nell.get('/v1/dosing-sessions?when=all').expect(200);
    expect(await codeOf(accept(PASSWORD))).toBe('identity.link-over');
    await signIn(email, PASSWORD).expect(201);
    expect(await codeOf(ada.post('/v1/invitations', person(email)))).toBe('identity.email-taken');
  });

  it('of staff take a step-up of the admin, and a second factor before anything else', async () => {
    const email = 'nadia@demo.example';
    const invited = person(email, { role: 'prescriber', profession: 'NP', displayName: 'Nadia Saleh' });
    expect(await codeOf(ada.post('/v1/invitations', invited))).toBe('identity.step-up-needed');
    await ada.grantStepUp();
    await ada.post('/v1/invitations', invited).expect(201);
    const [noor, token] = [anybody(), await tokenFor(email)];
    expect((await noor.post('/v1/invitations/acceptance', { token, password: PASSWORD }).expect(201)).body.assurance).toBe(
      'pending',
    );
    await noor.get('/v1/board').expect(401);
    const { secret } = (await noor.post('/v1/me/authenticator').expect(201)).body;
    const app = new Authenticator(secret);
    const { recoveryCodes } = (await noor.post('/v1/me/authenticator/confirmation', { code: await app.code() }).expect(201)).body;
    expect(recoveryCodes).toHaveLength(10);
    await noor.get('/v1/board').expect(200);
  });

  describe('with a passkey and no password', () => {
    const origin = () => clinic.url.replace('127.0.0.1', 'localhost');
    const invited = async (more: { email: string; role?: string; profession?: string }) => {
      await ada.grantStepUp();
      await ada.post('/v1/invitations', person(more.email, more)).expect(201);
      return tokenFor(more.email);
    };
    const begin = async (token: string) =>
      (await anybody().post('/v1/invitations/passkey-ceremony', { token }).expect(201)).body.options;
    const accept = (by: Visitor, token: string, passkey: object) =>
      by.post('/v1/invitations/acceptance-by-passkey', { token, name: 'Phone', passkey });

    it.each([
      ['a patient', { email: 'pia@demo.example' }, '/v1/dosing-sessions?when=all'],
      ['staff', { email: 'stan@demo.example', role: 'prescriber', profession: 'NP' }, '/v1/board'],
    ])('%s comes in in full, and again by it alone', async (_, who, own) => {
      const [token, key, by] = [await invited(who), new SoftwarePasskey(origin()), anybody()];
      const { me, recoveryCodes } = (await accept(by, token, key.made(await begin(token))).expect(201)).body;
      expect([me.assurance, recoveryCodes.length]).toEqual(['full', 10]);
      await by.get(own).expect(200);
      expect((await by.get('/v1/me/factors').expect(200)).body).toMatchObject({
        hasPassword: false,
        passkeys: [{ name: 'Phone' }],
      });
      await anybody().post('/v1/invitations/look', { token }).expect(404);
      const again = anybody();
      const { options } = (await again.post('/v1/passkey-ceremonies/sign-in').expect(201)).body;
      key.signCount = 1;
      expect((await again.post('/v1/sign-ins/passkey', { passkey: key.proven(options) }).expect(201)).body.assurance).toBe(
        'full',
      );
      await signIn(who.email, '').expect(({ status }) => expect([400, 401]).toContain(status));
    });

    it('nobody accepts with a challenge of somebody else, or that is used; the invitation stays open', async () => {
      const [token, other, key] = [
        await invited({ email: 'ines@demo.example' }),
        await invited({ email: 'ingo@demo.example' }),
        new SoftwarePasskey(origin()),
      ];
      const foreign = key.made(await begin(other));
      for (const refused of [foreign, foreign, new SoftwarePasskey(origin(), false).made(await begin(token))])
        expect(await codeOf(accept(anybody(), token, refused))).toBe('identity.wrong-proof');
      await anybody().post('/v1/invitations/look', { token }).expect(201);
      const two = [key.made(await begin(token)), new SoftwarePasskey(origin()).made(await begin(token))];
      const replies = await Promise.all(two.map((passkey) => accept(anybody(), token, passkey)));
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 404]);
    });

    it('nobody takes their only way in away', async () => {
      const [token, key, by] = [await invited({ email: 'olga@demo.example' }), new SoftwarePasskey(origin()), anybody()];
      await accept(by, token, key.made(await begin(token))).expect(201);
      const { passkeys } = (await by.get('/v1/me/factors').expect(200)).body;
      const remove = async () => {
        const { options } = (await by.post('/v1/passkey-ceremonies/proof').expect(201)).body;
        key.signCount += 1;
        await by.post('/v1/sign-ins/current/step-up', { passkey: key.proven(options) }).expect(201);
        return by.delete(`/v1/me/passkeys/${passkeys[0].id}`);
      };
      expect((await remove()).body.code).toBe('identity.only-way-in');
    });
  });

  it('are not handed out by those who may not', async () => {
    const [nina, rosa] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Rosa')];
    const refused = async (by: Visitor, role: string) =>
      expect(await codeOf(by.post('/v1/invitations', person('x@demo.example', { role })))).toBe('identity.not-yours-to-invite');
    for (const role of ['admin', 'therapist', 'auditor']) await refused(nina, role);
    for (const role of ['admin', 'patient', 'therapist']) await refused(rosa, role);
    const external = person('ext@demo.example', { role: 'therapist', isExternal: true });
    await rosa.post('/v1/invitations', external).expect(201);
    expect((await rosa.get('/v1/invitations').expect(200)).body.invitations).toHaveLength(1);
    expect((await nina.get('/v1/invitations').expect(200)).body.invitations).toHaveLength(0);
    const { rows } = await database.query(
      "SELECT is_external FROM person WHERE display_name = 'New Person' AND role = 'therapist'",
    );
    expect(rows).toEqual([{ is_external: true }]);
  });

  it('wait seven days, and can be taken back', async () => {
    const email = 'late@demo.example';
    const { invitationId } = (await ada.post('/v1/invitations', person(email)).expect(201)).body;
    const token = await tokenFor(email);
    const { rows } = await database.query(
      "SELECT expires_at - now() > interval '167 hours' AS week FROM account_link WHERE id = $1",
      [invitationId],
    );
    expect(rows).toEqual([{ week: true }]);
    await (await Visitor.named(clinic, 'Tom')).delete(`/v1/invitations/${invitationId}`).expect(404);
    await ada.delete(`/v1/invitations/${invitationId}`).expect(200);
    await anybody().post('/v1/invitations/look', { token }).expect(404);
    const { body } = await ada.get('/v1/invitations').expect(200);
    expect(body.invitations.find(({ id }: { id: string }) => id === invitationId).state).toBe('revoked');
  });

  it('are sent again by whoever has invited, by a link that ends the one before', async () => {
    const email = 'again@demo.example';
    const nina = await Visitor.named(clinic, 'Nina');
    const again = (by: Visitor, id: string) => by.post(`/v1/invitations/${id}/again`);
    const { invitationId } = (await nina.post('/v1/invitations', person(email)).expect(201)).body;
    const first = await tokenFor(email);
    await again(await Visitor.named(clinic, 'Tom'), invitationId).expect(404);
    const { body: second } = await again(nina, invitationId).expect(201);
    await again(nina, invitationId).expect(404); // it is not the last one any more
    const look = (token: string) => anybody().post('/v1/invitations/look', { token });
    await look(first).expect(404);
    const { invitations } = (await nina.get('/v1/invitations').expect(200)).body;
    expect(invitations).toEqual([expect.objectContaining({ id: second.invitationId, state: 'open' })]);
    await nina.delete(`/v1/invitations/${second.invitationId}`).expect(200);
    await again(nina, second.invitationId).expect(404); // what was taken back is an admin's
    const { body: third } = await again(ada, second.invitationId).expect(201);
    while ((await tokenFor(email)) === first || !(await look(await tokenFor(email))).ok) await pause(200);
    const token = await tokenFor(email);
    await anybody().post('/v1/invitations/acceptance', { token, password: PASSWORD }).expect(201);
    await again(ada, third.invitationId).expect(404);
  });

  it('of staff are sent again with a step-up only', async () => {
    const staff = person('staff@demo.example', { role: 'auditor', displayName: 'Staff Person' });
    await ada.grantStepUp();
    const { invitationId } = (await ada.post('/v1/invitations', staff).expect(201)).body;
    expect(await codeOf(ada.post(`/v1/invitations/${invitationId}/again`))).toBe('identity.step-up-needed');
    await ada.grantStepUp();
    await ada.post(`/v1/invitations/${invitationId}/again`).expect(201);
  });

  it('get another password by e-mail, which ends all sign-ins and does not replace the second factor', async () => {
    const [omar, email] = [await Visitor.named(clinic, 'Omar'), 'omar@demo.example'];
    const known = await anybody().post('/v1/password-resets', { email }).expect(201);
    const unknown = await anybody().post('/v1/password-resets', { email: 'nobody@demo.example' }).expect(201);
    expect(known.text).toBe(unknown.text);
    const token = await tokenFor(email);
    const choose = (password: string, by = token) => anybody().post('/v1/password-resets/choice', { token: by, password });
    expect((await choose('short').expect(422)).body.facts).toEqual({ reason: 'too-short' });
    await choose(PASSWORD, `${token.slice(0, -2)}xx`).expect(404);
    await choose(PASSWORD).expect(201);
    await choose('another quiet lamp at dawn').expect(404);
    await omar.get('/v1/me').expect(401);
    await signIn(email, clinic.signIns[0]!.password).expect(401);
    expect((await signIn(email, PASSWORD).expect(201)).body.assurance).toBe('pending');
  });

  it('whose every factor is lost begin anew, once an admin has made sure of the person', async () => {
    const { rows } = await database.query("SELECT id FROM person WHERE display_name = 'Paul Reyes'");
    const [paul, path] = [await Visitor.named(clinic, 'Paul'), `/v1/people/${rows[0].id}/invitation`];
    await (await Visitor.named(clinic, 'Nina')).post(path).expect(403);
    expect(await codeOf(ada.post(path))).toBe('identity.step-up-needed');
    await ada.grantStepUp();
    await ada.post(path).expect(201);
    await paul.get('/v1/me').expect(401);
    await signIn('paul@demo.example', clinic.signIns[0]!.password).expect(401);
    const again = anybody();
    const token = await tokenFor('paul@demo.example');
    expect((await again.post('/v1/invitations/acceptance', { token, password: PASSWORD }).expect(201)).body.assurance).toBe(
      'pending',
    );
    expect((await again.get('/v1/me/factors').expect(200)).body).toMatchObject({ hasAuthenticator: false, passkeys: [] });
  });
});
