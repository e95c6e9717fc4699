// The row of growth: booking, and reading free times, with a million appointments against ten thousand.
import { BOOKING_LIMITS, makeBookings } from './booked-clinic.mjs';
import { start, startHearth } from './children.mjs';
import { DATABASE_SETTINGS, makeMigratedDatabase, withClient } from './database.mjs';
import { interleave, median } from './pairs.mjs';
import { row } from './report.mjs';

/** Half of each therapist's appointments are over; the others are in the evenings to come, one a day. */
const SIZES = {
  floor: { teams: 200, patientsPerTeam: 60, each: 50 },
  hearth: { teams: 2_000, patientsPerTeam: 6, each: 500 },
};
const CLIENTS = { booking: 32, slots: 8 };
const ROUNDS = 4;
const [WARM_SECONDS, SECONDS] = [3, 4];

/** Appointments as years of bookings would have left them. What checks and follows each is laid aside meanwhile and put back after. */
const FILL = `
  INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by)
  SELECT gen_random_uuid(), 'integration', patient_id, starts_at, starts_at + interval '50 minutes', 'America/Phoenix', therapist_id FROM (
    SELECT t.person_id AS therapist_id, t.patients[1 + n % cardinality(t.patients)] AS patient_id,
      date_trunc('day', now()) + CASE WHEN n % 2 = 0 THEN -(n / 2 + 2) ELSE (n + 1) / 2 END * interval '1 day' + interval '3 hours' AS starts_at
    FROM (SELECT a.person_id, array_agg(a.patient_id) AS patients FROM care_assignment a JOIN person p ON p.id = a.person_id
          WHERE p.role = 'therapist' GROUP BY a.person_id) t, generate_series(0, $1 - 1) AS n) one`;
const PARTIES = `
  INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
  SELECT id, person_id, part, 0, tstzrange(starts_at, ends_at) FROM appointment,
    LATERAL (VALUES (booked_by, 'therapist'::appointment_part), (patient_id, 'patient')) AS party (person_id, part)`;
const LINKS = 'INSERT INTO appointment_link (id, appointment_id) SELECT gen_random_uuid(), id FROM appointment';

/** What is checked of each row is checked of all together in the end. */
const LAWS = `
  SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS law FROM pg_constraint
  WHERE conrelid IN ('appointment'::regclass, 'appointment_party'::regclass, 'appointment_link'::regclass) AND contype IN ('x', 'f')`;

const fill = (url, each) =>
  withClient(url, async (client) => {
    const { rows: laws } = await client.query(LAWS);
    for (const { table, name } of laws) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
    await client.query('ALTER TABLE appointment DISABLE TRIGGER USER');
    await client.query(FILL, [each]);
    for (const statement of [PARTIES, LINKS]) await client.query(statement);
    await client.query('ALTER TABLE appointment ENABLE TRIGGER USER');
    for (const { table, name, law } of laws) await client.query(`ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${law}`);
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query('SELECT count(*)::int AS n FROM appointment');
    return rows[0].n;
  });

async function makeSide(label, { teams, patientsPerTeam, each }) {
  const url = await makeMigratedDatabase(`hearth_growth_${label}`);
  const bookings = await makeBookings(url, { teams, patientsPerTeam });
  const appointments = await fill(url, each);
  const hearth = await startHearth(url, { env: BOOKING_LIMITS });
  const [booking, slots] = [start('bench/load/bookings.mjs'), start('bench/load/reads.mjs')];
  await booking.ask({ open: { url: hearth.url, clients: CLIENTS.booking, bookings } });
  const from = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const reads = bookings.slice(-teams).map(({ patientId, token }) => ({
    ...{ path: `/v1/patients/${patientId}/free-times?from=${from}&days=14`, cookie: `hearth=${token}` },
  }));
  await slots.ask({ open: { url: hearth.url, clients: CLIENTS.slots, reads } });
  return { booking, slots, appointments };
}

async function measure(what, sides) {
  const ask = async (side, seconds) => {
    const result = await sides[side][what].ask({ seconds });
    if (result.failed || result.left === 0) throw new Error(`${what} failed or ran out: ${JSON.stringify(result)}`);
    return result;
  };
  for (const side of ['floor', 'hearth']) await ask(side, WARM_SECONDS);
  const pairs = await interleave(ROUNDS, { floor: () => ask('floor', SECONDS), hearth: () => ask('hearth', SECONDS) });
  const perSec = (side) => median(pairs.map((pair) => pair[side].perSec));
  const value = median(pairs.map(({ floor, hearth }) => floor.perSec / hearth.perSec));
  const note = `${what}: ${perSec('hearth').toFixed(0)}/s with a million, ${perSec('floor').toFixed(0)}/s with ten thousand; ratio ${value.toFixed(2)}`;
  return { value, floor: 1_000 / perSec('floor'), note };
}

export async function run() {
  const sides = {};
  for (const [side, size] of Object.entries(SIZES)) sides[side] = await makeSide(side, size);
  const measured = [];
  for (const what of ['slots', 'booking']) measured.push(await measure(what, sides));
  const worse = measured.reduce((a, b) => (a.value > b.value ? a : b));
  return {
    rows: [row('scheduling.growth', 'lower', 1.5, '× the time at 10,000; the worse of booking and free times', worse)],
    settings: [
      DATABASE_SETTINGS,
      ...Object.entries(SIZES).map(
        ([side, { teams, patientsPerTeam }]) =>
          `${sides[side].appointments} appointments: ${teams} teams of ${patientsPerTeam} patients; half are over, half ahead`,
      ),
      `booking: ${CLIENTS.booking} clients; free times: ${CLIENTS.slots} clients, 14 days of a patient`,
    ],
    notes: measured.map(({ note }) => note),
  };
}
