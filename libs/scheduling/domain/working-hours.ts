import { type Span, union } from '#kernel';
import { isoWeekday, toInstant, toLocal, type ZoneTable } from './zone.js';

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
  for (let day = first; day <= last; day++) {
    const weekday = isoWeekday(day);
    for (const { isoWeekday: on, fromMin, toMin } of hours) {
      if (on !== weekday) continue;
      const from = Math.max(within.from, toInstant(table, { day, minute: fromMin }));
      const to = Math.min(within.to, toInstant(table, { day, minute: toMin }));
      if (from < to) spans.push({ from, to });
    }
  }
  return union(spans);
}
