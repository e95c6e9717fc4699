// The re-judging row: after a licence has ended, all that is booked is judged anew, the reasons found, and what is new noted; against the
// one statement that only finds what is not covered any more.
import { randomUUID } from 'node:crypto';
import { sessionAt } from './booked-clinic.mjs';
import { start, temporaryFolder } from './children.mjs';
import { DATABASE_SETTINGS, makeMigratedDatabase, withClient } from './database.mjs';
import { license, practice, STATE } from './licences.mjs';
import { compare, interleave, median } from './pairs.mjs';
import { enrol, PLAN } from './people.mjs';
import { row } from './report.mjs';

const [TEAMS, PATIENTS_PER_TEAM] = [200, 100];
const ROUNDS = 8;
const HOURS_EACH = 3;

/** A booked session of each patient, with their team; all have said where they are. */
async function book(client, patients) {
  const sessions = patients.map((patient, i) => ({
    ...{ ...patient, id: randomUUID(), appointmentId: randomUUID() },
    startsAt: sessionAt(Math.floor(i / TEAMS)).toISOString(),
  }));
  const rows = JSON.stringify(sessions);
  await client.query(
    `INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by)
     SELECT "appointmentId", 'dosing', "patientId", "startsAt", "startsAt" + $2::int * interval '1 hour', 'America/Phoenix', "patientId"
     FROM jsonb_to_recordset($1::jsonb) AS s ("appointmentId" uuid, "patientId" uuid, "startsAt" timestamptz)`,
    [rows, HOURS_EACH],
  );
  await client.query(
    `INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
     SELECT a.id, p.person_id, p.part::appointment_part, 0, tstzrange(a.starts_at, a.ends_at)
     FROM jsonb_to_recordset($1::jsonb) AS s ("appointmentId" uuid, "patientId" uuid, "therapistId" uuid, "prescriberId" uuid)
     JOIN appointment a ON a.id = s."appointmentId",
     LATERAL (VALUES (s."patientId", 'patient'), (s."therapistId", 'therapist'), (s."prescriberId", 'prescriber')) AS p (person_id, part)`,
    [rows],
  );
  await client.query(
    `INSERT INTO dosing_session (id, appointment_id, patient_id, chaperone_id, therapist_id, prescriber_id, dose_line_id, plan)
     SELECT s.id, "appointmentId", "patientId", "chaperoneId", "therapistId", "prescriberId", d.id, $2::jsonb
     FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, "appointmentId" uuid, "patientId" uuid, "chaperoneId" uuid, "therapistId" uuid, "prescriberId" uuid)
     JOIN protocol p ON p.patient_id = s."patientId" JOIN dose_line d ON d.protocol_id = p.id`,
    [rows, JSON.stringify(PLAN)],
  );
  await client.query(
    `INSERT INTO patient_location (id, patient_id, jurisdiction, day, stated_by)
     SELECT gen_random_uuid(), id, $2, current_date, id FROM unnest($1::uuid[]) AS p (id)`,
    [patients.map(({ patientId }) => patientId), STATE],
  );
  await client.query('ANALYZE');
}

const makeClinic = (url) =>
  withClient(url, async (client) => {
    const patients = await enrol(client, { teams: TEAMS, patientsPerTeam: PATIENTS_PER_TEAM });
    await practice(client);
    await license(client, patients.slice(0, TEAMS));
    await book(client, patients);
    return patients.slice(0, TEAMS).map(({ prescriberId }) => prescriberId);
  });

export async function run() {
  const url = await makeMigratedDatabase('hearth_rejudge');
  const prescribers = await makeClinic(url);
  const judge = start('bench/load/rejudge.mjs', { env: { DATABASE_URL: url, HEARTH_DATA_DIR: temporaryFolder() } });
  await judge.ask({ open: true });
  const measure = async (what) => {
    const { ms, found } = await judge.ask({ what });
    return { ms, found };
  };
  const change = () => withClient(url, (client) => client.query(END, [prescribers.pop()]));
  for (const what of ['floor', 'hearth']) await measure(what);
  const pairs = await interleave(ROUNDS, {
    floor: () => measure('floor'),
    hearth: async () => {
      await change();
      return measure('hearth');
    },
  });
  const time = compare(pairs, 'ms');
  return {
    rows: [row('pairing.rejudge', 'lower', 3, '× one statement, time of a pass', time)],
    settings: [
      DATABASE_SETTINGS,
      `${TEAMS * PATIENTS_PER_TEAM} booked sessions of ${TEAMS} teams; before each pass the DEA registration of one more prescriber ends`,
    ],
    notes: [
      `a pass takes ${time.own.toFixed(0)} ms (the statement ${time.floor.toFixed(0)} ms), and notes ${median(pairs.map(({ hearth }) => hearth.found)).toFixed(0)} new gaps`,
    ],
  };
}

const END = `
  UPDATE licence SET ended_at = app_now(), ended_by = gen_random_uuid(), end_reason = 'surrendered'
  WHERE person_id = $1 AND kind = 'dea-registration'`;
