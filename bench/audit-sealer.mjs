// The sealer's row: acts are written at 2,000 rows/s for some seconds, and each row says when it was written and its head when it was
// signed: how long does a row wait for its seal?
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { cpuMs, startHearth } from './children.mjs';
import { DATABASE_SETTINGS, makeMigratedDatabase, withClient } from './database.mjs';
import { row } from './report.mjs';

const [RATE, SECONDS, WARM_SECONDS] = [2_000, 15, 3];
/** An act is a transaction of its own; so many are written by one here, for the disk is not what is measured. */
const ROWS_PER_COMMIT = 10;
const WRITERS = 4;

const WRITE = `
  INSERT INTO audit_event (id, actor_id, actor_role, action, purpose, object_type, object_id, subject_person_id, sign_in_id, address)
  SELECT gen_random_uuid(), gen_random_uuid(), 'prescriber', 'record-safety-check', 'care', 'dosing-session', gen_random_uuid(),
    gen_random_uuid(), gen_random_uuid(), '192.0.2.1' FROM generate_series(1, ${ROWS_PER_COMMIT})`;
const WAITS = `
  SELECT count(*)::int AS sealed, percentile_cont(0.99) WITHIN GROUP (ORDER BY sec) AS p99, max(sec) AS most
  FROM (
    SELECT extract(epoch FROM h.signed_at - e.written_at)::float8 AS sec
    FROM audit_seal s JOIN audit_event e ON e.id = s.event_id
      JOIN LATERAL (SELECT signed_at FROM audit_head WHERE position >= s.position ORDER BY position LIMIT 1) h ON true
    WHERE e.written_at >= $1) waits`;
const UNSEALED =
  'SELECT count(*)::int AS n FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)';

/** Writes at an even rate. @returns how many rows it wrote */
async function write(client, seconds) {
  const everyMs = (1_000 * ROWS_PER_COMMIT * WRITERS) / RATE;
  const since = performance.now();
  let commits = 0;
  for (; performance.now() - since < seconds * 1_000; commits++) {
    await client.query({ name: 'write', text: WRITE });
    await setTimeout(Math.max(0, since + (commits + 1) * everyMs - performance.now()));
  }
  return commits * ROWS_PER_COMMIT;
}

async function writeAll(url, seconds) {
  const clients = Array.from({ length: WRITERS }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const written = await Promise.all(clients.map((client) => write(client, seconds)));
  await Promise.all(clients.map((client) => client.end()));
  return written.reduce((sum, count) => sum + count, 0);
}

/** @returns the row `access.sealer` with its settings and notes */
export async function measureSealer() {
  const url = await makeMigratedDatabase('hearth_sealer');
  const hearth = await startHearth(url);
  await writeAll(url, WARM_SECONDS);
  return withClient(url, async (client) => {
    const { rows: clock } = await client.query('SELECT clock_timestamp() AS now');
    const cpuBefore = cpuMs(hearth.pid);
    const written = await writeAll(url, SECONDS);
    const cpu = cpuMs(hearth.pid) - cpuBefore;
    while ((await client.query(UNSEALED)).rows[0].n > 0) await setTimeout(200);
    const { sealed, p99, most } = (await client.query(WAITS, [clock[0].now])).rows[0];
    const perSec = written / SECONDS;
    return {
      rows: [
        row('access.sealer', 'lower', 1, `s from a row to its seal, 99 of 100, at ${RATE} rows/s`, { value: p99, floor: null }),
      ],
      settings: [
        DATABASE_SETTINGS,
        `${WRITERS} writers, ${ROWS_PER_COMMIT} rows a commit, ${SECONDS} s; one Hearth process seals`,
      ],
      notes: [
        `${perSec.toFixed(0)} rows/s were written, ${sealed} sealed; the longest wait was ${most.toFixed(2)} s`,
        `processor time of the server: ${((cpu * 1_000) / sealed).toFixed(0)} us a row, for hashing, signing and all else it does`,
      ],
    };
  });
}
