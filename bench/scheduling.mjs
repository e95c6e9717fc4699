// The booking row: 32 clients book dosing sessions with their visits over HTTP, against five bare round trips of SQL.
import { BOOKING_LIMITS as LIMITS, makeBookings } from './booked-clinic.mjs';
import { cpuMs, start, startHearth } from './children.mjs';
import { DATABASE_SETTINGS, databasePid, makeDatabase, makeMigratedDatabase } from './database.mjs';
import { compare, interleave, median } from './pairs.mjs';
import { row } from './report.mjs';

const CLIENTS = 32;
const TEAMS = 200;
const PATIENTS_PER_TEAM = 100;
const ROUNDS = 4;
const [WARM_SECONDS, SECONDS] = [3, 5];

export async function run() {
  const [floorUrl, hearthUrl] = [await makeDatabase('floor_booking'), await makeMigratedDatabase('hearth_booking')];
  const bookings = await makeBookings(hearthUrl, { teams: TEAMS, patientsPerTeam: PATIENTS_PER_TEAM });
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
    rows: [row('scheduling.booking', 'higher', 0.35, '× floor, bookings/s', rate)],
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
