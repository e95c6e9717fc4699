// The workloads of docs/performance.md, "slots": a 50-minute visit, starts on every ten minutes; whole visits inside working hours
// beside what is booked. Seeds make them the same on every run.
const MINUTE = 60_000;
const DAY = 86_400_000;
export const [LENGTH_MIN, GRID_MIN] = [50, 10];
const WEEK = [1, 2, 3, 4, 5];

/** Numbers in [0, 1) that are the same for a seed (mulberry32). */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Visits of half an hour to an hour and a half, on tens of minutes, in the hours in which anybody works. */
const booked = (roll, count, days, first) =>
  Array.from({ length: count }, () => {
    const from = (first + Math.floor(roll() * days)) * DAY + (72 + Math.floor(roll() * 84)) * 10 * MINUTE;
    return { from, to: from + (3 + Math.floor(roll() * 7)) * 10 * MINUTE };
  });

const person = (zone, weekdays, [fromHour, toHour], busy) => ({
  zone,
  weekly: weekdays.map((isoWeekday) => ({ isoWeekday, fromMin: fromHour * 60, toMin: toHour * 60 })),
  busy,
});

/**
 * One clinician; any of two hundred; a patient and two clinicians together.
 *
 * @param first a Sunday, in days since 1970
 * @returns     by name: `{ first, days, need: 'all' | 'any', people }`
 */
export function workloads(first) {
  const [one, many, all] = [dice(1), dice(2), dice(3)];
  const zones = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'];
  return {
    w1: { first, days: 30, need: 'all', people: [person('America/New_York', WEEK, [9, 17], booked(one, 40, 30, first))] },
    w2: {
      ...{ first, days: 14, need: 'any' },
      people: Array.from({ length: 200 }, (_, i) => person(zones[i % 4], WEEK, [9, 17], booked(many, 12, 14, first))),
    },
    w3: {
      ...{ first, days: 30, need: 'all' },
      people: [
        person('America/Chicago', [...WEEK, 6], [7, 20], booked(all, 10, 30, first)),
        person('America/New_York', WEEK, [8, 16], booked(all, 30, 30, first)),
        person('America/Denver', WEEK, [9, 17], booked(all, 30, 30, first)),
      ],
    },
  };
}
/** 2026-10-25: the clocks go back in its first or second week. */
export const FIRST_DAY = Date.UTC(2026, 9, 25) / DAY;
