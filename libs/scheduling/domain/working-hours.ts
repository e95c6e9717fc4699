import { DAY, MINUTE, type Span, union } from '#kernel';
import { isoWeekday, steadyFrom, toInstant, toLocal, type ZoneTable } from './zone.js';

/** Hours of one weekday, as wall time: minutes after local midnight, `toMin` up to 1440. */
export type WeeklyHours = Readonly<{ isoWeekday: number; fromMin: number; toMin: number }>;

/**
 * Weekly hours as instants. Wall time stays wall time over every change of the clocks.
 *
 * @param within epoch ms; hours are cut to it
 * @returns      disjoint spans, rising; epoch ms
 */
export function workingSpans(hours: readonly WeeklyHours[], table: ZoneTable, within: Span): Span[] {
  const spans: Span[] = [];
  const [first, last] = [toLocal(table, within.from).day - 1, toLocal(table, within.to).day + 1];
  const instantOf = instants(table);
  for (let day = first; day <= last; day++) {
    const weekday = isoWeekday(day);
    for (const { isoWeekday: on, fromMin, toMin } of hours) {
      if (on !== weekday) continue;
      const from = Math.max(within.from, instantOf(day, fromMin));
      const to = Math.min(within.to, instantOf(day, toMin));
      if (from < to) spans.push({ from, to });
    }
  }
  return union(spans);
}

/** `toInstant` for days that rise: a subtraction, but on the days around a change of the clocks. */
function instants(table: ZoneTable): (day: number, minute: number) => number {
  let steady = { offsetMin: 0, until: Number.NEGATIVE_INFINITY };
  return (day, minute) => {
    const next = (day + 2) * DAY;
    if (next > steady.until) steady = steadyFrom(table, day);
    return next > steady.until ? toInstant(table, { day, minute }) : day * DAY + (minute - steady.offsetMin) * MINUTE;
  };
}
