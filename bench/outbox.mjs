// Rows of the outbox, with 100,000 that wait for later: how many due ones are handed over a second, and how late one is worked on.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startHearth } from './children.mjs';
import { DATABASE_SETTINGS, makeDatabase, makeMigratedDatabase, withClient } from './database.mjs';
import { compare, interleave, median } from './pairs.mjs';
import { row } from './report.mjs';

const PENDING = 100_000;
/** As many as may be in the queues at once. */
const DUE = 2_000;
const FLOOR_DUE = 20_000;
const BATCH = 1_000;
const ROUNDS = 5;
const PROBES = 400;
const POLL_MS = 250;
const NAME = 'integration.visit-missed'; // of a visit that there is not: the handler looks, and has nothing to do

const FLOOR = `
  CREATE TABLE job (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, payload jsonb, due_at timestamptz NOT NULL);
  CREATE INDEX ON job (due_at);
  INSERT INTO job (name, payload, due_at)
    SELECT 'x', jsonb_build_object('id', gen_random_uuid()), now() + interval '30 days' + n * interval '1 second' FROM generate_series(1, ${PENDING}) n;
  ANALYZE job`;
const LATER = `
  INSERT INTO outbox_event (name, payload, due_at)
    SELECT '${NAME}', jsonb_build_object('visitId', gen_random_uuid()), now() + interval '30 days' + n * interval '1 second'
    FROM generate_series(1, ${PENDING}) n`;
const ADD_DUE = `
  INSERT INTO outbox_event (name, payload, due_at)
    SELECT '${NAME}', jsonb_build_object('visitId', gen_random_uuid()), app_now() + $2::int * interval '1 millisecond' FROM generate_series(1, $1::int)`;

/** One batched statement that takes what is due, again and again. */
async function floorRate(client) {
  await client.query(`INSERT INTO job (name, payload, due_at) SELECT 'x', '{}', now() FROM generate_series(1, ${FLOOR_DUE})`);
  const began = performance.now();
  for (let taken = 0; taken < FLOOR_DUE; ) {
    const { rowCount } = await client.query(
      `DELETE FROM job WHERE id = ANY(ARRAY(SELECT id FROM job WHERE due_at <= now() ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`,
    );
    taken += rowCount;
  }
  return { perSec: (FLOOR_DUE * 1_000) / (performance.now() - began) };
}

/** What the relay hands to the queues while they have room: from the first batch that is claimed to the last. The looks on cost little. */
async function hearthRate(client) {
  const due = 'NOT direct AND due_at <= app_now() AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL';
  const count = async (more = '') =>
    (await client.query(`SELECT count(*)::int AS n FROM outbox_event WHERE ${due}${more}`)).rows[0].n;
  await client.query(ADD_DUE, [DUE, 0]);
  let [first, last] = [null, null];
  while (!last) {
    const seen = { waiting: await count(' AND claim_attempt = 0'), at: performance.now() };
    if (seen.waiting < DUE) first ??= seen;
    if (seen.waiting === 0) last = seen;
    else await pause(1);
  }
  if (first === last) throw new Error('too fast to be seen in parts');
  while ((await count()) > 0) await pause(100); // the queues are empty before the next round
  return { perSec: (first.waiting * 1_000) / (last.at - first.at) };
}

/** How long after it fell due each of single rows was worked on, in ms, as a database saw both. */
async function drifts(client) {
  const ids = [];
  for (let i = 0; i < PROBES; i++) {
    const id = randomUUID();
    await client.query(
      `INSERT INTO outbox_event (id, name, payload, due_at) VALUES ($1, $2, jsonb_build_object('visitId', gen_random_uuid()), app_now() + interval '50 milliseconds')`,
      [id, NAME],
    );
    ids.push(id);
    await pause(10 + Math.random() * 20);
  }
  await pause(2_000);
  const { rows } = await client.query(
    'SELECT extract(epoch FROM done_at - due_at) * 1000 AS ms FROM outbox_event WHERE id = ANY($1) AND done_at IS NOT NULL',
    [ids],
  );
  if (rows.length < PROBES) throw new Error(`${PROBES - rows.length} rows were not worked on`);
  return rows.map(({ ms }) => Number(ms)).sort((a, b) => a - b);
}
const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

/** Beside an api whose worker runs inside. @returns what `bench/scheduling.mjs` reports of its own rows, of these */
export async function run() {
  const [floorUrl, hearthUrl] = [await makeDatabase('floor_outbox'), await makeMigratedDatabase('hearth_outbox')];
  await withClient(floorUrl, (client) => client.query(FLOOR));
  await withClient(hearthUrl, async (client) => {
    await client.query(LATER);
    await client.query('ANALYZE outbox_event');
  });
  const hearth = await startHearth(hearthUrl, { env: {} });
  const clients = await Promise.all(
    [floorUrl, hearthUrl].map(async (connectionString) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      return client;
    }),
  );
  const [floor, own] = clients;
  for (const measure of [() => floorRate(floor), () => hearthRate(own)]) await measure();
  const pairs = await interleave(ROUNDS, { floor: () => floorRate(floor), hearth: () => hearthRate(own) });
  const late = await drifts(own);
  await Promise.all(clients.map((client) => client.end()));
  await hearth.stop?.();
  const rate = compare(pairs, 'perSec');
  const p99 = quantile(late, 0.99);
  return {
    rows: [
      row('scheduling.outbox', 'higher', 0.14, '× one batched SKIP LOCKED statement', rate),
      row('scheduling.drift', 'lower', 1.5, 'poll intervals, due → done, p99', { value: p99 / POLL_MS, floor: null }),
    ],
    settings: [
      DATABASE_SETTINGS,
      `${PENDING} rows pending; ${DUE} fall due at once; the worker inside the api, queues in PostgreSQL`,
    ],
    notes: [
      `handed over: ${rate.own.toFixed(0)} rows/s (floor ${rate.floor.toFixed(0)}/s)`,
      `due → done of single rows: p50 ${median(late).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, at most ${late.at(-1).toFixed(0)} ms`,
    ],
  };
}
