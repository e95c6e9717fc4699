// The access rows: one patient's session is read by a clinician who cares for them, over HTTP: signed in, guarded, judged by the access
// predicate, audited, cut to its contract; against a bare handler of the same adapter with one prepared SELECT and one audit INSERT.
import { randomUUID } from 'node:crypto';
import { measureSealer } from './audit-sealer.mjs';
import { cpuMs, start, startFloor, startHearth, temporaryFolder } from './children.mjs';
import { DATABASE_SETTINGS, makeDatabase, makeMigratedDatabase, withClient } from './database.mjs';
import { compare, interleave, median } from './pairs.mjs';
import { enrol, PLAN, signIn } from './people.mjs';
import { row } from './report.mjs';

const CLIENTS = 8;
const PATIENTS = 200;
const ROUNDS = 6;
const [WARM_SECONDS, SECONDS] = [3, 5];
const LIMITS = { HEARTH_WORKER: 'separate', HEARTH_LIMIT_PERSON_PER_MIN: '10000000', HEARTH_LIMIT_ADDRESS_PER_MIN: '10000000' };

/** A session of tomorrow for each patient, with an empty log: what is read is the same for Hearth and floor. */
async function makeSessions(client, patients) {
  const sessions = patients.map((patient, i) => ({ ...patient, id: randomUUID(), appointmentId: randomUUID(), i }));
  const rows = JSON.stringify(sessions);
  await client.query(
    `INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by)
     SELECT "appointmentId", 'dosing', "patientId", date_trunc('hour', now()) + i * interval '4 hours',
            date_trunc('hour', now()) + i * interval '4 hours' + interval '3 hours', 'America/Phoenix', "patientId"
     FROM jsonb_to_recordset($1::jsonb) AS s ("appointmentId" uuid, "patientId" uuid, i int)`,
    [rows],
  );
  await client.query(
    `INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
     SELECT a.id, p.person_id, p.part::appointment_part, 0, tstzrange(a.starts_at, a.ends_at)
     FROM jsonb_to_recordset($1::jsonb) AS s ("appointmentId" uuid, "patientId" uuid, "therapistId" uuid) JOIN appointment a ON a.id = s."appointmentId",
     LATERAL (VALUES (s."patientId", 'patient'), (s."therapistId", 'therapist')) AS p (person_id, part)`,
    [rows],
  );
  await client.query(
    `INSERT INTO dosing_session (id, appointment_id, patient_id, chaperone_id, therapist_id, prescriber_id, dose_line_id, plan)
     SELECT s.id, "appointmentId", "patientId", "chaperoneId", "therapistId", "prescriberId", d.id, $2::jsonb
     FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, "appointmentId" uuid, "patientId" uuid, "chaperoneId" uuid, "therapistId" uuid, "prescriberId" uuid)
     JOIN protocol p ON p.patient_id = s."patientId" JOIN dose_line d ON d.protocol_id = p.id`,
    [rows, JSON.stringify(PLAN)],
  );
  await client.query('ANALYZE');
  return sessions;
}

const makeReads = (url) =>
  withClient(url, async (client) => {
    const patients = await enrol(client, { teams: PATIENTS, patientsPerTeam: 1 });
    const sessions = await makeSessions(client, patients);
    const tokens = await signIn(
      client,
      sessions.map(({ therapistId }) => ({ personId: therapistId, sessionScope: null })),
    );
    return sessions.map(({ id }, i) => ({ path: `/v1/dosing-sessions/${id}/entries`, cookie: `hearth=${tokens[i]}` }));
  });

export async function run() {
  const [floorUrl, hearthUrl] = [await makeDatabase('floor_access'), await makeMigratedDatabase('hearth_access')];
  const reads = await makeReads(hearthUrl);
  const hearth = await startHearth(hearthUrl, { env: LIMITS });
  const floor = await startFloor('bench/floors/access.mjs', { env: { DATABASE_URL: floorUrl } });
  const [ofFloor, ofHearth] = [start('bench/load/reads.mjs'), start('bench/load/reads.mjs')];
  await ofFloor.ask({
    open: { url: floor.url, clients: CLIENTS, reads: reads.map((_, i) => ({ path: `/read/${i}`, cookie: '' })) },
  });
  await ofHearth.ask({ open: { url: hearth.url, clients: CLIENTS, reads } });
  const measure = async (generator, { pid }, seconds) => {
    const before = cpuMs(pid);
    const result = await generator.ask({ seconds });
    if (result.failed || !result.read) throw new Error(`reads failed: ${JSON.stringify(result)}`);
    return { ...result, cpuUs: ((cpuMs(pid) - before) * 1_000) / result.read };
  };
  await measure(ofFloor, floor, WARM_SECONDS);
  await measure(ofHearth, hearth, WARM_SECONDS);
  const pairs = await interleave(ROUNDS, {
    floor: () => measure(ofFloor, floor, SECONDS),
    hearth: () => measure(ofHearth, hearth, SECONDS),
  });
  const cpu = compare(pairs, 'cpuUs');
  const policyUs = await policyCpuUs(hearthUrl);
  const share = { value: policyUs / cpu.own, floor: null };
  const sealer = await measureSealer();
  return {
    rows: [
      row('access.read', 'lower', 1.8, '× floor, server CPU a read', cpu),
      row('access.policy', 'lower', 0.2, 'of a read’s server CPU', share),
      ...sealer.rows,
    ],
    settings: [
      DATABASE_SETTINGS,
      `${CLIENTS} clients, ${PATIENTS} patients; the read is GET /v1/dosing-sessions/:id/entries by the patient's therapist, on an empty log`,
      ...Object.entries(LIMITS).map(([name, value]) => `${name}=${value}`),
      ...sealer.settings,
    ],
    notes: [
      `server CPU a read: ${cpu.own.toFixed(0)} us (floor ${cpu.floor.toFixed(0)} us); the policy check alone ${policyUs.toFixed(0)} us`,
      `reads/s: ${median(pairs.map((pair) => pair.hearth.perSec)).toFixed(0)} (floor ${median(pairs.map((pair) => pair.floor.perSec)).toFixed(0)})`,
      ...sealer.notes,
    ],
  };
}

/** The predicate with its one statement, asked again and again in a process of its own. */
async function policyCpuUs(databaseUrl) {
  const asker = start('bench/load/policy.mjs', { env: { DATABASE_URL: databaseUrl, HEARTH_DATA_DIR: temporaryFolder() } });
  await asker.ask({ seconds: WARM_SECONDS });
  const before = cpuMs(asker.pid);
  const { asked } = await asker.ask({ seconds: SECONDS });
  return ((cpuMs(asker.pid) - before) * 1_000) / asked;
}
