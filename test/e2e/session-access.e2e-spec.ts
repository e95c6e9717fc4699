import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { readFieldKeys, SealedFields } from '#platform';
import { CLEAR_TODAY } from '../support/clear-today.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, moveClock, Visitor } from '../support/http.js';

const vitals = { systolicMmHg: 122, diastolicMmHg: 80, heartRateBpm: 72, hasSymptoms: false };

describe('who gets into a session, and for how long', () => {
  let clinic: Clinic;
  let database: pg.Client;

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
  }, 60_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const record = async (visitor: Visitor, sessionId: string, type: string, payload: object = {}) =>
    visitor.post(`/v1/dosing-sessions/${sessionId}/entries`, {
      id: randomUUID(),
      type,
      payload,
      happenedAt: await clinicTime(clinic),
    });

  it('a chaperone link opens nothing any more a day after the discharge', async () => {
    const { rows } = await database.query(
      'SELECT link.id FROM chaperone_link link JOIN dosing_session s ON s.id = link.session_id ORDER BY s.discharged_at LIMIT 1',
    );
    const token = new SealedFields(readFieldKeys(join(clinic.dataDir, 'field-key'), false)).token('chaperone-link', rows[0].id);
    const reply = await new Visitor(clinic).post('/v1/chaperone-links/exchange', { token }).expect(422);
    expect(reply.body.code).toBe('sessions.link-over');
  });

  it('the address stays with a chaperone no longer than the session that it is for', async () => {
    const { visitor: petra, sessionId } = await Visitor.chaperoneOf(clinic, 'jonas');
    const before = await petra.get(`/v1/dosing-sessions/${sessionId}`).expect(200);
    expect(before.body.card.addressLine).toContain('Madison');
    const jonas = await Visitor.named(clinic, 'Jonas');
    await jonas.post(`/v1/dosing-sessions/${sessionId}/cancellation`, { reason: 'illness' }).expect(201);
    const after = await petra.get(`/v1/dosing-sessions/${sessionId}`).expect(200);
    expect(after.body.card).toBeNull();
  });

  it('a dosed patient stays signed in until long after the session, however old the sign-in was', async () => {
    const { visitor: nils, sessionId } = await Visitor.chaperoneOf(clinic, 'mia');
    const [mia, nina] = [await Visitor.named(clinic, 'Mia'), await Visitor.named(clinic, 'Nina')];
    await moveClock(clinic, { byMin: 10 });
    expect((await record(nils, sessionId, 'arrival')).status).toBe(201);
    expect((await record(nils, sessionId, 'vitals', vitals)).status).toBe(201);
    expect((await record(mia, sessionId, 'today-answers', CLEAR_TODAY)).status).toBe(201);
    expect((await record(nina, sessionId, 'identity-confirmed')).status).toBe(201);
    await database.query(
      'INSERT INTO session_watch (session_id, person_id) SELECT id, prescriber_id FROM dosing_session WHERE id = $1',
      [sessionId],
    );
    const { body: gate } = await nina.post(`/v1/dosing-sessions/${sessionId}/gate`).expect(201);
    await nina.stepUp('Nina');
    await nina.post(`/v1/dosing-sessions/${sessionId}/release`, { gateSeq: gate.seq }).expect(201);
    const mine = `revoked_at IS NULL AND person_id = (SELECT patient_id FROM dosing_session WHERE id = '${sessionId}')`;
    await database.query(`UPDATE sign_in SET expires_at = now() + interval '5 minutes' WHERE ${mine}`);
    expect((await record(mia, sessionId, 'dose-taken')).status).toBe(201);
    const { rows } = await database.query(`SELECT expires_at > now() + interval '12 hours' AS lasts FROM sign_in WHERE ${mine}`);
    expect(rows).toEqual([{ lasts: true }]);
  });
});
