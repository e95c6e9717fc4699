import pg from 'pg';

import { DosingBookingsService, IntegrationModule } from '#integration';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { SessionsModule } from './sessions.module.js';
import { SWEEP } from './sweep.js';

let clinic: SmallClinic;
let sessionId: string;
const [keeper, writer, sweeper] = [0, 1, 2].map(() => new pg.Client({ connectionString: process.env['DATABASE_URL'] })) as [
  pg.Client,
  pg.Client,
  pg.Client,
];
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, SessionsModule]);
  const { patient } = await clinic.enrol();
  ({ sessionId } = await clinic.get(DosingBookingsService).book(patient, patient.personId, await clinic.at(2, 10)));
  await Promise.all([keeper, writer, sweeper].map((client) => client.connect()));
});
afterAll(async () => {
  await Promise.all([keeper, writer, sweeper].map((client) => client.end()));
  await clinic.close();
});

const isWaiting = async () =>
  (await writer.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).rowCount === 1;
/** A statement that asks for the time, once it has begun, waits for the keeper. */
const HELD = `CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
  BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN statement_timestamp(); END $$`;

describe('a sweep that has begun before somebody else writes, and comes to the session after them', () => {
  it('writes a later time than they did', async () => {
    await writer.query(
      `INSERT INTO deadline (session_id, kind, ref, number, tier, due_at, delays_sec, levels, every_sec)
       VALUES ($1, 'check', 'check-1', 1, 1, now() - interval '1 minute', '{60}', '{1}', 600)`,
      [sessionId],
    );
    await keeper.query('SELECT pg_advisory_lock(1)');
    await keeper.query(HELD);
    const swept = sweeper.query(SWEEP);
    while (!(await isWaiting())) await new Promise((again) => setTimeout(again, 5));
    await writer.query(
      `WITH seq AS (UPDATE dosing_session SET last_seq = last_seq + 1 WHERE id = '${sessionId}' RETURNING last_seq, patient_id)
       INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_role, author_id)
       SELECT '${sessionId}', last_seq, gen_random_uuid(), 'help', '{"asked":"therapist"}', clock_timestamp(), clock_timestamp(), 'patient', patient_id FROM seq`,
    );
    await keeper.query('SELECT pg_advisory_unlock(1)');
    expect((await swept).rows).toEqual([expect.objectContaining({ fired: 1 })]);
    const { rows } = await writer.query<{ type: string; is_later: boolean | null }>(
      `SELECT type, recorded_at >= lag(recorded_at) OVER (ORDER BY seq) AS is_later FROM session_entry WHERE session_id = $1 ORDER BY seq`,
      [sessionId],
    );
    expect(rows).toEqual([
      { type: 'help', is_later: null },
      { type: 'alert', is_later: true },
    ]);
  });
});
