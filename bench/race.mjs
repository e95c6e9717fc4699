// The row of the race: a hundred people who want one time, over HTTP and in bare SQL; then a hundred who move to one.
import { BOOKING_LIMITS, makeBookings, sessionAt } from './booked-clinic.mjs';
import { start, startHearth } from './children.mjs';
import { DATABASE_SETTINGS, makeDatabase, makeMigratedDatabase, withClient } from './database.mjs';
import { interleave, median, percentile } from './pairs.mjs';
import { row } from './report.mjs';

const BOOKERS = 100;
const ROUNDS = 10;
const FLOOR_CLIENTS = 90;
/** Nobody else is there: beyond all that the others have booked. */
const WANTED = sessionAt(BOOKERS + 40).toISOString();

function requireOneWinner({ statuses }) {
  const [won, lost] = [201, 409].map((wanted) => statuses.filter((status) => status === wanted).length);
  if (won !== 1 || lost !== BOOKERS - 1) throw new Error(`a race ended with ${JSON.stringify(statuses)}`);
}

async function deadlocks(url) {
  const { rows } = await withClient(url, (client) =>
    client.query('SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()'),
  );
  return rows[0].deadlocks;
}

/** A round is one team of which all patients want one time: first to book it, then to move there from what they have booked. */
async function race(generator, team, isMove) {
  if (!isMove) {
    const answer = await generator.ask({ race: team.map((one) => ({ ...one, startsAt: WANTED })) });
    requireOneWinner(answer);
    return answer;
  }
  const ids = [];
  for (const one of team) ids.push(...(await generator.ask({ race: [one] })).ids);
  if (ids.includes(null)) throw new Error('a session that was to be moved could not be booked');
  const moves = ids.map((id, i) => ({
    ...{ path: `/v1/dosing-sessions/${id}/move`, token: team[i].token, startsAt: WANTED, reason: 'illness' },
  }));
  const answer = await generator.ask({ race: moves });
  requireOneWinner(answer);
  return answer;
}

async function measure(kind, { floor, generator, teams }) {
  const isMove = kind === 'move';
  const left = [...teams];
  const sides = {
    floor: () => floor.ask({ race: { bookers: BOOKERS, isMove } }),
    hearth: () => race(generator, left.pop(), isMove),
  };
  const pairs = await interleave(ROUNDS, sides);
  const p99 = (side) =>
    percentile(
      pairs.slice(1).flatMap((pair) => pair[side].ms),
      0.99,
    ); // the first opens connections
  const p50 = (side) => median(pairs.slice(1).flatMap((pair) => pair[side].ms));
  const worst = (side) => Math.max(...pairs.slice(1).flatMap((pair) => pair[side].ms));
  const value = p99('hearth') / p99('floor');
  const figures = (of) => `${of('hearth').toFixed(0)} ms (floor ${of('floor').toFixed(0)})`;
  return { value, floor: p99('floor'), note: `${kind}: p99 ${figures(p99)}, p50 ${figures(p50)}, worst ${figures(worst)}` };
}

export async function run() {
  const [floorUrl, hearthUrl] = [await makeDatabase('floor_race'), await makeMigratedDatabase('hearth_race')];
  const bookings = await makeBookings(hearthUrl, { teams: 2 * ROUNDS, patientsPerTeam: BOOKERS });
  const teams = Array.from({ length: 2 * ROUNDS }, (_, team) => bookings.filter((_, i) => i % (2 * ROUNDS) === team));
  const hearth = await startHearth(hearthUrl, { env: BOOKING_LIMITS });
  const floor = start('bench/floors/booking.mjs', { env: { DATABASE_URL: floorUrl } });
  const generator = start('bench/load/bookings.mjs');
  await floor.ask({ open: FLOOR_CLIENTS });
  await generator.ask({ open: { url: hearth.url, clients: BOOKERS, bookings: [] } });
  const measured = [];
  for (const [i, kind] of ['book', 'move'].entries()) {
    measured.push(await measure(kind, { floor, generator, teams: teams.slice(i * ROUNDS, (i + 1) * ROUNDS) }));
  }
  const circles = await deadlocks(hearthUrl);
  if (circles) throw new Error(`${circles} deadlocks`);
  const worse = measured.reduce((a, b) => (a.value > b.value ? a : b));
  return {
    rows: [row('scheduling.race', 'lower', 3, '× floor, ms p99; the worse of booking and moving', worse)],
    settings: [
      DATABASE_SETTINGS,
      `${BOOKERS} at once, ${ROUNDS} rounds each, the first not counted; the floor has ${FLOOR_CLIENTS} connections and moves by DELETE and INSERT`,
      ...Object.entries(BOOKING_LIMITS).map(([name, value]) => `${name}=${value}`),
    ],
    notes: [...measured.map(({ note }) => note), 'each race: one 201, all others 409; no deadlock'],
  };
}
