// The slot rows: the engine with everything on against plain interval arithmetic, and the same over HTTP against a bare handler.
import { randomUUID } from 'node:crypto';
import { cpuMs, start, startFloor, startHearth, temporaryFolder } from './children.mjs';
import { DATABASE_SETTINGS, makeDatabase, makeMigratedDatabase, withClient } from './database.mjs';
import { compare, interleave, median } from './pairs.mjs';
import { enrol, signIn } from './people.mjs';
import { row } from './report.mjs';
import { FIRST_DAY, GRID_MIN, LENGTH_MIN, workloads } from './slots-workloads.mjs';

const NAMES = ['w1', 'w2', 'w3'];
const ROUNDS = 6;
const [WARM_SECONDS, SECONDS] = [1, 1];
const HTTP = { rounds: 6, warmSeconds: 3, seconds: 4, clients: 8, people: 50 };
const LIMITS = { HEARTH_WORKER: 'separate', HEARTH_LIMIT_PERSON_PER_MIN: '10000000', HEARTH_LIMIT_ADDRESS_PER_MIN: '10000000' };
/** A year of whole weeks later: what is offered lies ahead of now. */
const AHEAD_DAYS = 364;
const DAY_MS = 86_400_000;

function requireSame(name, floor, hearth) {
  if (JSON.stringify(floor) !== JSON.stringify(hearth))
    throw new Error(`${name}: ${hearth.length} starts, floor ${floor.length}`);
}

async function measureEngine(hearth, floor, name) {
  const ask = (side, seconds) => side.ask({ name, seconds });
  const [ofFloor, ofHearth] = [await ask(floor, WARM_SECONDS), await ask(hearth, WARM_SECONDS)];
  requireSame(name, ofFloor.starts, ofHearth.starts);
  const pairs = await interleave(ROUNDS, { floor: () => ask(floor, SECONDS), hearth: () => ask(hearth, SECONDS) });
  const us = compare(pairs, 'us');
  return {
    row: row(`scheduling.${name}`, 'lower', 5, '× floor, us a call', us),
    note: `${name}: ${us.own.toFixed(1)} us (floor ${us.floor.toFixed(1)} us), ${ofHearth.count} starts under rules, ${ofFloor.starts.length} without as the floor has them`,
  };
}

/** Clinicians who each work and are booked as w1 says, a year on. */
async function makeClinicians(client, workload) {
  const teams = await enrol(client, { teams: HTTP.people, patientsPerTeam: 1 });
  const ids = teams.map(({ therapistId }) => therapistId);
  const [{ zone, weekly, busy }] = workload.people;
  await client.query('UPDATE person SET zone = $1 WHERE id = ANY($2)', [zone, ids]);
  await client.query('DELETE FROM working_hours WHERE person_id = ANY($1)', [ids]);
  await client.query(
    `INSERT INTO working_hours (id, person_id, iso_weekday, from_min, to_min)
     SELECT gen_random_uuid(), p, h."isoWeekday", h."fromMin", h."toMin" FROM unnest($1::uuid[]) AS p,
       jsonb_to_recordset($2::jsonb) AS h ("isoWeekday" int, "fromMin" int, "toMin" int)`,
    [ids, JSON.stringify(weekly)],
  );
  await client.query(
    `INSERT INTO appointment_type (kind, version, length_min, grid_min, notice_min, pause_before_min, pause_after_min, parts, changed_by)
     VALUES ('integration', 1, $1, $2, 60, 0, 0, $3, $4)`,
    [LENGTH_MIN, GRID_MIN, JSON.stringify([{ part: 'therapist', fromMin: 0, toMin: null, time: 'whole' }]), ids[0]],
  );
  for (const { therapistId, patientId } of teams) await book(client, therapistId, patientId, busy);
  await client.query('ANALYZE');
  return ids;
}

/** Spans that overlap are one appointment here: nobody is booked twice at once. */
async function book(client, therapistId, patientId, busy) {
  const joined = [];
  for (const span of [...busy].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to);
    else joined.push({ ...span, id: randomUUID() });
  }
  const rows = JSON.stringify(joined.map(({ id, from, to }) => ({ id, from: new Date(from), to: new Date(to) })));
  await client.query(
    `WITH made AS (INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by)
       SELECT id, 'integration', $2, "from", "to", 'UTC', $2 FROM jsonb_to_recordset($1::jsonb) AS b (id uuid, "from" timestamptz, "to" timestamptz)
       RETURNING id, starts_at, ends_at)
     INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
     SELECT id, $3, 'therapist', 0, tstzrange(starts_at, ends_at) FROM made`,
    [rows, patientId, therapistId],
  );
}

async function measureHttp(hearthUrl, tables) {
  const workload = workloads(FIRST_DAY + AHEAD_DAYS).w1;
  const ids = await withClient(hearthUrl, (client) => makeClinicians(client, workload));
  const tokens = await withClient(hearthUrl, (client) =>
    signIn(
      client,
      ids.map((personId) => ({ personId, sessionScope: null })),
    ),
  );
  const floorUrl = await makeDatabase('floor_slots');
  const floorEnv = { DATABASE_URL: floorUrl, WORKLOAD: JSON.stringify({ workload, tables }) };
  const floor = await startFloor('bench/floors/slots-http.mjs', { env: floorEnv });
  await withClient(floorUrl, (client) => copyTaken(client, hearthUrl, ids));
  const hearth = await startHearth(hearthUrl, { env: LIMITS });
  const from = new Date(workload.first * DAY_MS).toISOString().slice(0, 10);
  const query = `kind=integration&from=${from}&days=${workload.days}`;
  const ofHearth = ids.map((id, i) => ({ path: `/v1/people/${id}/free-starts?${query}`, cookie: `hearth=${tokens[i]}` }));
  const ofFloor = ids.map((id) => ({ path: `/slots/${id}`, cookie: '' }));
  await requireSameAnswer(`${floor.url}${ofFloor[0].path}`, hearth.url, ofHearth[0]);
  const side = async (server, reads) => {
    const generator = start('bench/load/reads.mjs');
    await generator.ask({ open: { url: server.url, clients: HTTP.clients, reads } });
    return async (seconds = HTTP.seconds) => {
      const before = cpuMs(server.pid);
      const result = await generator.ask({ seconds });
      if (result.failed || !result.read) throw new Error(`reads failed: ${JSON.stringify(result)}`);
      return { ...result, cpuUs: ((cpuMs(server.pid) - before) * 1_000) / result.read };
    };
  };
  const [floorSide, hearthSide] = [await side(floor, ofFloor), await side(hearth, ofHearth)];
  await floorSide(HTTP.warmSeconds);
  await hearthSide(HTTP.warmSeconds);
  const pairs = await interleave(HTTP.rounds, { floor: () => floorSide(), hearth: () => hearthSide() });
  const cpu = compare(pairs, 'cpuUs');
  const perSec = (which) => median(pairs.map((pair) => pair[which].perSec)).toFixed(0);
  return {
    row: row('scheduling.slots.http', 'lower', 2, '× floor, server CPU a read', cpu),
    note: `slots.http: server CPU a read ${cpu.own.toFixed(0)} us (floor ${cpu.floor.toFixed(0)} us); reads/s ${perSec('hearth')} (floor ${perSec('floor')})`,
  };
}

async function copyTaken(client, hearthUrl, ids) {
  const { rows } = await withClient(hearthUrl, (own) =>
    own.query('SELECT person_id, during::text FROM appointment_party WHERE person_id = ANY($1) AND lane = 0', [ids]),
  );
  await client.query(
    `INSERT INTO taken SELECT person_id, during::tstzrange FROM jsonb_to_recordset($1::jsonb) AS t (person_id uuid, during text)`,
    [JSON.stringify(rows)],
  );
  await client.query('ANALYZE');
}

async function requireSameAnswer(floorAddress, hearthUrl, { path, cookie }) {
  const [floor, hearth] = await Promise.all([
    fetch(floorAddress).then((answer) => answer.json()),
    fetch(hearthUrl + path, { headers: { cookie } }).then((answer) => answer.json()),
  ]);
  if (JSON.stringify(floor) !== JSON.stringify(hearth))
    throw new Error(`slots.http: answers differ: ${JSON.stringify(hearth).slice(0, 300)} ${JSON.stringify(floor).slice(0, 300)}`);
}

export async function run() {
  const hearthUrl = await makeMigratedDatabase('hearth_slots');
  const hearth = start('bench/load/slots.mjs', { env: { DATABASE_URL: hearthUrl, HEARTH_DATA_DIR: temporaryFolder() } });
  const { tables, later } = await hearth.ask({ open: true });
  const floor = start('bench/floors/slots.mjs');
  await floor.ask({ open: tables });
  const measured = [];
  for (const name of NAMES) measured.push(await measureEngine(hearth, floor, name));
  for (const child of [hearth, floor]) await child.stop();
  measured.push(await measureHttp(hearthUrl, later));
  return {
    rows: measured.map((each) => each.row),
    settings: [
      DATABASE_SETTINGS,
      'engine: zone table warm on both sides; pauses of 10 min, notice, a cap of 6 a day, time off, a closed day and reasons only in Hearth',
      `slots.http: ${HTTP.clients} clients, ${HTTP.people} clinicians; GET /v1/people/:personId/free-starts, 30 days, by the clinician`,
      ...Object.entries(LIMITS).map(([name, value]) => `${name}=${value}`),
    ],
    notes: measured.map((each) => each.note),
  };
}
