// The row of escalation: of 5,000 live sessions 300 miss a check at the same moment, and one of the two processes is killed then.
import { setTimeout } from 'node:timers/promises';
import { DATABASE_SETTINGS, withClient } from './database.mjs';
import { addSessions, asOwner } from './live-bulk.mjs';
import { makeLiveClinic } from './live-clinic.mjs';
import { median, percentile } from './pairs.mjs';
import { row } from './report.mjs';

const [SESSIONS, MISSED, ROUNDS] = [5_000, 300, 3];
const SWEEP_MS = 500;
const [LEAD_MS, PATIENCE_MS] = [2_000, 30_000];

/** What was not due before falls due at one instant. @returns the deadlines, and the instant */
const MISS = `
  UPDATE deadline d SET due_at = app_now() + $2 * interval '1 ms' FROM (
    SELECT DISTINCT ON (session_id) id FROM deadline
    WHERE session_id = ANY($1::uuid[]) AND kind = 'check' AND tier = 1 AND fired_at IS NULL AND voided_at IS NULL) next
  WHERE d.id = next.id RETURNING d.id`;
/** How late each fired, in ms of the one clock, and how many entries it has: what is lost has none, what came twice has two. */
const FIRED = `
  SELECT extract(epoch FROM d.fired_at - d.due_at)::float * 1000 AS late,
    (SELECT count(*)::int FROM session_entry e WHERE e.session_id = d.session_id AND e.type = 'alert'
       AND e.payload ->> 'alertId' = d.ref AND (e.payload ->> 'tier')::int = d.tier) AS entries
  FROM deadline d WHERE d.id = ANY($1::uuid[])`;

async function missAtOnce(client, rooms, launch) {
  const [victim, other] = [await launch(), await launch()];
  const { rows: missed } = await asOwner(client, () => client.query(MISS, [rooms.map(({ id }) => id), LEAD_MS]));
  const ids = missed.map(({ id }) => id);
  await setTimeout(LEAD_MS);
  process.kill(victim.pid, 'SIGKILL');
  const until = performance.now() + PATIENCE_MS;
  let rows = [];
  do {
    await setTimeout(200);
    ({ rows } = await client.query(FIRED, [ids]));
  } while (rows.some(({ late }) => late === null) && performance.now() < until);
  await Promise.all([victim.stop(), other.stop()]);
  const wrong = rows.filter(({ late, entries }) => late === null || entries !== 1).length;
  if (ids.length !== MISSED || wrong) throw new Error(`${wrong} of ${ids.length} missed checks were lost or came twice`);
  const late = rows.map((one) => one.late);
  return { p50: median(late), p99: percentile(late, 0.99) };
}

export async function run() {
  const { databaseUrl, rooms, launch } = await makeLiveClinic('hearth_escalation', MISSED);
  return withClient(databaseUrl, async (client) => {
    await addSessions(client, SESSIONS - MISSED);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await missAtOnce(client, rooms, launch));
    const p99 = median(rounds.map((one) => one.p99));
    return {
      rows: [row('live.escalation', 'lower', 2, 'sweep intervals, p99 of lateness', { value: p99 / SWEEP_MS, floor: null })],
      settings: [
        DATABASE_SETTINGS,
        `${SESSIONS} live sessions, ${MISSED} missed at once, one of two processes killed in that moment`,
      ],
      notes: [
        `lateness, ms: ${rounds.map((one) => `p50 ${one.p50.toFixed(0)} p99 ${one.p99.toFixed(0)}`).join('; ')}; none lost or twice`,
      ],
    };
  });
}
