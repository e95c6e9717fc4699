import { randomUUID } from 'node:crypto';
import pg from 'pg';
import request from 'supertest';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';

/** Nothing of the program's inside may show in an answer. */
const INSIDE = /at .+:\d+:\d+|node_modules|SELECT |INSERT |prisma|pg_|stack/i;

describe('what the clinic refuses', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let live: string;

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    live = (await Visitor.chaperoneOf(clinic, 'sam')).sessionId;
  }, 60_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const countEntries = async () => Number((await database.query('SELECT count(*) FROM session_entry')).rows[0].count);
  const entry = async (type: string, payload: object = {}) => ({
    id: randomUUID(),
    type,
    payload,
    happenedAt: await clinicTime(clinic),
  });
  const vitals = { systolicMmHg: 120, diastolicMmHg: 80, heartRateBpm: 70, hasSymptoms: false };

  it.each([
    ['GET', '/v1/me'],
    ['GET', '/v1/board'],
    ['GET', '/v1/dosing-sessions'],
    ['GET', '/v1/integration-visits'],
    ['GET', '/v1/alerts'],
    ['HEAD', '/v1/board'],
    ['GET', '/v1/board/'],
  ])('%s %s without a sign-in', async (method, path) => {
    const reply = method === 'HEAD' ? await request(clinic.url).head(path) : await request(clinic.url).get(path);
    expect([401, 404]).toContain(reply.status);
  });

  it("other people's sessions, patients and visits: as if they were not there", async () => {
    const [rosa, iris, ada] = await Promise.all(['Rosa', 'Iris', 'Ada'].map((name) => Visitor.named(clinic, name)));
    for (const visitor of [rosa!, iris!, ada!]) {
      const known = await visitor.get(`/v1/dosing-sessions/${live}`).expect(404);
      const unknown = await visitor.get(`/v1/dosing-sessions/${randomUUID()}`).expect(404);
      expect(known.body).toEqual(unknown.body);
      await visitor.get(`/v1/dosing-sessions/${live}/entries`).expect(404);
    }
    const { rows } = await database.query("SELECT id FROM person WHERE display_name = 'Sam Ellery'");
    await rosa!.get(`/v1/patients/${rows[0].id}/free-times?from=2027-01-01`).expect(404);
    await rosa!.post('/v1/dosing-sessions', { patientId: rows[0].id, startsAt: '2027-01-01T15:00:00.000Z' }).expect(404);
    await rosa!.post(`/v1/dosing-sessions/${live}/cancellation`, { reason: 'illness' }).expect(404);
    const { rows: visits } = await database.query("SELECT id FROM integration_visit WHERE state = 'missed'");
    const tom = await Visitor.named(clinic, 'Tom');
    await tom.post(`/v1/integration-visits/${visits[0].id}/attendance`, { wasAttended: true }).expect(404);
  });

  it('a chaperone anything but their own session', async () => {
    const { visitor } = await Visitor.chaperoneOf(clinic, 'jonas');
    await visitor.get(`/v1/dosing-sessions/${live}`).expect(404);
    await visitor.post(`/v1/dosing-sessions/${live}/entries`, await entry('vitals', vitals)).expect(404);
    await visitor.get('/v1/board').expect(403);
    await visitor.get('/v1/alerts').expect(403);
    const { body } = await visitor.get('/v1/dosing-sessions').expect(200);
    expect(body.sessions).toHaveLength(1);
  });

  it('skipped steps: no dose without a release, no release without a passed gate, no discharge before its time', async () => {
    const [jonas, sam, nina] = await Promise.all(['Jonas', 'Sam', 'Nina'].map((name) => Visitor.named(clinic, name)));
    const { sessionId: held } = await Visitor.chaperoneOf(clinic, 'jonas');
    const before = await countEntries();
    const refusedFor = (reason: string) => (reply: { body: { facts?: { reason?: string } } }) =>
      expect(reply.body.facts?.reason).toBe(reason);
    await jonas!
      .post(`/v1/dosing-sessions/${held}/entries`, await entry('dose-taken'))
      .expect(422)
      .expect(refusedFor('gate-not-passed'));
    await nina!.post(`/v1/dosing-sessions/${held}/release`, { gateSeq: 1 }).expect(422).expect(refusedFor('gate-not-seen'));
    await nina!
      .post(`/v1/dosing-sessions/${live}/entries`, await entry('discharge'))
      .expect(422)
      .expect(refusedFor('discharge-blocked'));
    await sam!
      .post(`/v1/dosing-sessions/${live}/entries`, await entry('discharge'))
      .expect(422)
      .expect(refusedFor('not-your-part'));
    await sam!.post(`/v1/dosing-sessions/${live}/entries`, await entry('dose-taken')).expect(422);
    await sam!.post(`/v1/dosing-sessions/${live}/cancellation`, { reason: 'patient-request' }).expect(422);
    expect(await countEntries()).toBe(before);
  });

  it('the gate of a patient whose pressure is held, whoever asks and however often', async () => {
    const nina = await Visitor.named(clinic, 'Nina');
    const { sessionId: held } = await Visitor.chaperoneOf(clinic, 'jonas');
    const { body: gate } = await nina.post(`/v1/dosing-sessions/${held}/gate`).expect(201);
    expect(gate.isPassed).toBe(false);
    expect(gate.findings.find(({ item }: { item: string }) => item === 'vitals')).toMatchObject({ isMet: false, reason: 'held' });
    await nina.stepUp('Nina');
    const { body } = await nina.post(`/v1/dosing-sessions/${held}/release`, { gateSeq: gate.seq }).expect(201);
    expect(body).toMatchObject({ isReleased: false, doseMg: null });
  });

  it('unknown fields, wrong types, impossible numbers, broken JSON and huge bodies', async () => {
    const { visitor: kit, sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    const path = `/v1/dosing-sessions/${sessionId}/entries`;
    const before = await countEntries();
    const wrong: object[] = [
      { ...(await entry('vitals', vitals)), seq: 99 },
      await entry('vitals', { ...vitals, systolicMmHg: '120' }),
      await entry('vitals', { ...vitals, systolicMmHg: 900 }),
      await entry('vitals', { ...vitals, note: 'x' }),
      await entry('alert', { alertId: 'check-1', kind: 'help', level: 0, tier: 1 }),
      await entry('release', { doseMg: 900 }),
      { ...(await entry('vitals', vitals)), id: 'no-uuid' },
    ];
    for (const body of wrong) {
      const reply = await kit.post(path, body).expect(400);
      expect(reply.body.code).toBe('request.invalid');
      expect(reply.headers['content-type']).toContain('application/problem+json');
      expect(reply.text).not.toMatch(INSIDE);
    }
    await kit.post('/v1/dosing-sessions/not-a-uuid/entries', await entry('vitals', vitals)).expect(400);
    const broken = await request(clinic.url)
      .post(path)
      .set('Cookie', kit.signInCookie)
      .set('Content-Type', 'application/json')
      .send('{"a":');
    expect(broken.status).toBe(400);
    expect(broken.text).not.toMatch(INSIDE);
    const huge = await kit.post(path, { ...(await entry('vitals', vitals)), padding: 'x'.repeat(300_000) });
    expect([huge.status, huge.body.code]).toEqual([413, 'request.too-large']);
    expect(await countEntries()).toBe(before);
  });

  it('a reading that is dated back by somebody who was heard since, and one of tomorrow', async () => {
    const { visitor: kit } = await Visitor.chaperoneOf(clinic, 'sam');
    const times = await database.query<{ dosed: Date; heard: Date }>(
      `SELECT max(recorded_at) FILTER (WHERE author_role = 'chaperone') AS heard, max(recorded_at) FILTER (WHERE type = 'dose-taken') AS dosed
       FROM session_entry WHERE session_id = $1`,
      [live],
    );
    const { dosed, heard } = times.rows[0]!;
    const record = async (at: Date, different: object = {}) => {
      const sent = { id: randomUUID(), type: 'vitals', payload: { ...vitals, ...different }, happenedAt: at.toISOString() };
      const { body } = await kit.post(`/v1/dosing-sessions/${live}/entries`, sent).expect(201);
      return body.entries as { happenedAt: string; recordedAt: string; type: string; payload: object }[];
    };
    const [reading, alert] = await record(new Date(dosed.getTime() - 60_000), { systolicMmHg: 176 });
    expect(reading).toMatchObject({ happenedAt: heard.toISOString() });
    expect(alert).toMatchObject({ type: 'alert', payload: { kind: 'vitals', level: 2 } }); // before the dose it would raise none
    const [early] = await record(new Date(heard.getTime() + 86_400_000));
    expect(early!.happenedAt).toBe(early!.recordedAt);
  });

  it('requests of other sites, and requests that are no JSON', async () => {
    const sam = await Visitor.named(clinic, 'Sam');
    await sam
      .post(`/v1/dosing-sessions/${live}/entries`, await entry('help', { asked: 'therapist' }))
      .set('Origin', 'https://evil.example')
      .expect(403);
    await sam.post(`/v1/dosing-sessions/${live}/entries`).type('form').send('a=b').expect(400);
  });

  it('the eleventh wrong password within a quarter of an hour, and says the same to unknown people', async () => {
    const wrong = (email: string) => request(clinic.url).post('/v1/sign-ins').send({ email, password: 'wrong' });
    const known = await wrong('omar@demo.example');
    const unknown = await wrong('nobody@demo.example');
    expect([known.status, known.body]).toEqual([401, unknown.body]);
    for (let tries = 2; tries <= 10; tries++) await wrong('omar@demo.example').expect(401);
    await wrong('omar@demo.example').expect(429);
  });

  it('a sign-in that was ended', async () => {
    const tom = await Visitor.named(clinic, 'Tom');
    const cookie = tom.signInCookie;
    await tom.delete('/v1/sign-ins/current').expect(200);
    await request(clinic.url).get('/v1/me').set('Cookie', cookie).expect(401);
  });
});
