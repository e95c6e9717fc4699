import { DAY, MINUTE } from './units.js';

/**
 * The offsets of one IANA zone over a stretch of time, as PostgreSQL's tz database tells them.
 * `changes` rises; the first one holds from the beginning of the stretch. `at` in epoch ms, `offsetMin` in minutes east of UTC.
 */
export type ZoneTable = Readonly<{ zone: string; changes: readonly Readonly<{ at: number; offsetMin: number }>[] }>;

/** A wall-clock time: `day` counts calendar days from 1970-01-01, `minute` those after local midnight. */
export type LocalTime = Readonly<{ day: number; minute: number }>;

/** Which change holds at an instant (epoch ms). */
function indexAt(changes: ZoneTable['changes'], instant: number): number {
  let low = 0;
  let high = changes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (changes[middle]!.at <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Minutes east of UTC at an instant (epoch ms). */
export const offsetMinAt = ({ changes }: ZoneTable, instant: number): number => changes[indexAt(changes, instant)]!.offsetMin;

/** What clocks on the wall show at an instant (epoch ms). */
export function toLocal(table: ZoneTable, instant: number): LocalTime {
  const local = instant + offsetMinAt(table, instant) * MINUTE;
  const day = Math.floor(local / DAY);
  return { day, minute: Math.floor((local - day * DAY) / MINUTE) };
}

/**
 * The instant at which clocks on the wall show a time.
 *
 * A time that a change repeats is taken as its first occurrence; one that a change skips, as if the clocks had not been moved,
 * so 02:30 on the night when 02:00 becomes 03:00 is 03:30.
 *
 * @param minute may be 1440: midnight at the end of the day
 * @returns      epoch ms
 */
export function toInstant(table: ZoneTable, { day, minute }: LocalTime): number {
  const wall = day * DAY + minute * MINUTE;
  const [before, after] = [offsetMinAt(table, wall - DAY), offsetMinAt(table, wall + DAY)];
  const [early, late] = [wall - before * MINUTE, wall - after * MINUTE];
  if (before === after || offsetMinAt(table, early) === before) return early;
  return offsetMinAt(table, late) === after ? late : early;
}

/**
 * The offset that holds from a day before a calendar day's midnight until the next change of the clocks: as long as a day and the
 * one after it end before `until`, wall time less the offset is the instant.
 *
 * @returns `offsetMin` in minutes east of UTC, `since` and `until` in epoch ms
 */
export function steadyFrom({ changes }: ZoneTable, day: number): Readonly<{ offsetMin: number; since: number; until: number }> {
  const at = indexAt(changes, (day - 1) * DAY);
  const since = at === 0 ? Number.NEGATIVE_INFINITY : changes[at]!.at;
  return { offsetMin: changes[at]!.offsetMin, since, until: changes[at + 1]?.at ?? Number.POSITIVE_INFINITY };
}

/** ISO weekday of a calendar day: Monday is 1. */
export const isoWeekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
