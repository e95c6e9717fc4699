// The booking row: 32 clients book dosing sessions with their visits over HTTP, against five bare round trips of SQL.
import { cpuMs, start, startHearth } from './children.mjs';
import { DATABASE_SETTINGS, databasePid, makeDatabase, makeMigratedDatabase, withClient } from './database.mjs';
import { compare, interleave, median } from './pairs.mjs';
import { enrol, signIn } from './people.mjs';
import { row } from './report.mjs';

const CLIENTS = 32;
const TEAMS = 200;
const PATIENTS_PER_TEAM = 100;
const ROUNDS = 4;
const [WARM_SECONDS, SECONDS] = [3, 5];
const DAY_MS = 86_400_000;
/** Sessions begin at these hours UTC, one after the other for a team: 8 to 20 h in the clinic's zone. Visits fill the day after. */
const HOURS = [15, 18, 21, 24];
/** The worker would send what the bookings promise; the floor sends nothing either. */
const LIMITS = { HEARTH_WORKER: 'separate', HEARTH_LIMIT_PERSON_PER_MIN: '1000000', HEARTH_LIMIT_ADDRESS_PER_MIN: '1000000' };

/** One time for each patient that no other will want: a team has sessions on every second day. */
function bookingsOf(patients, tokens) {
  const firstDay = Math.ceil(Date.now() / DAY_MS) + 1;
  return patients.map(({ patientId }, i) => {
    const place = Math.floor(i / TEAMS);
    const day = firstDay + 2 * Math.floor(place / HOURS.length);
    const startsAt = new Date(day * DAY_MS + HOURS[place % HOURS.length] * 3_600_000);
    return { patientId, token: tokens[i], startsAt: startsAt.toISOString() };
  });
}

const makeBookings = (url) =>
  withClient(url, async (client) => {
    const patients = await enrol(client, { teams: TEAMS, patientsPerTeam: PATIENTS_PER_TEAM });
    const tokens = await signIn(
      client,
      patients.map(({ patientId }) => ({ personId: patientId, sessionScope: null })),
    );
    await client.query('ANALYZE');
    return bookingsOf(patients, tokens);
  });

export async function run() {
  const [floorUrl, hearthUrl] = [await makeDatabase('floor_booking'), await makeMigratedDatabase('hearth_booking')];
  const bookings = await makeBookings(hearthUrl);
  const hearth = await startHearth(hearthUrl, { env: LIMITS });
  const [floor, generator] = [
    start('bench/floors/booking.mjs', { env: { DATABASE_URL: floorUrl } }),
    start('bench/load/bookings.mjs'),
  ];
  await floor.ask({ open: CLIENTS });
  await generator.ask({ open: { url: hearth.url, clients: CLIENTS, bookings } });
  const database = await databasePid();
  const measure = async (side, seconds) => {
    const before = [cpuMs(hearth.pid), cpuMs(database)];
    const result = await side.ask({ seconds });
    const [serverCpuUs, databaseCpuUs] = [hearth.pid, database].map(
      (pid, i) => ((cpuMs(pid) - before[i]) * 1_000) / result.booked,
    );
    if (result.left === 0 || result.failed) throw new Error(`bookings failed or ran out: ${JSON.stringify(result)}`);
    return { ...result, serverCpuUs, databaseCpuUs };
  };
  for (const side of [floor, generator]) await measure(side, WARM_SECONDS);
  const pairs = await interleave(ROUNDS, { floor: () => measure(floor, SECONDS), hearth: () => measure(generator, SECONDS) });
  const rate = compare(pairs, 'perSec');
  const of = (figure) => median(pairs.map((pair) => pair.hearth[figure]));
  const conflicts = pairs.reduce((sum, pair) => sum + pair.hearth.conflicts / pair.hearth.booked, 0) / ROUNDS;
  return {
    rows: [row('scheduling.booking', 'higher', 0.25, '× floor, bookings/s', rate)],
    settings: [
      DATABASE_SETTINGS,
      `${CLIENTS} clients; the floor runs on prepared statements of pg over ${CLIENTS} connections (no pgbench), so both sides are driven by one Node process`,
      ...Object.entries(LIMITS).map(([name, value]) => `${name}=${value}`),
    ],
    notes: [
      `a booking is two appointments: ${rate.own.toFixed(0)}/s (floor ${rate.floor.toFixed(0)}/s of one); ${(100 * conflicts).toFixed(2)} % answered 409`,
      `processor time a booking: server ${of('serverCpuUs').toFixed(0)} us, database ${of('databaseCpuUs').toFixed(0)} us`,
      `rounds, bookings/s: ${pairs.map((pair) => `${pair.hearth.perSec.toFixed(0)}:${pair.floor.perSec.toFixed(0)}`).join(' ')}`,
    ],
  };
}
