import { isoWeekday, type Span, subtract, toInstant, union, type ZoneTable } from '#kernel';

/** Stretches of `within` in which nobody is on call. @returns disjoint spans, rising; epoch ms */
export const gapsIn = (within: Span, duties: readonly Span[]): Span[] => subtract([within], union(duties));

/** Until when somebody is on call without a break from an instant on; null when nobody is at that instant. Epoch ms. */
export const coveredUntil = (duties: readonly Span[], at: number): number | null =>
  union(duties).find(({ from, to }) => from <= at && at < to)?.to ?? null;

/**
 * Duties of every week, as wall time in the clinic's zone.
 *
 * `isoWeekdays`: the days on which a duty begins, Monday is 1. `fromMin`, `toMin`: minutes after local midnight; an end that does not
 * lie after the beginning is one of the next day. `firstDay`, `lastDay`: calendar days from 1970-01-01, both belong to it.
 */
export type WeeklyPattern = Readonly<{
  isoWeekdays: readonly number[];
  fromMin: number;
  toMin: number;
  firstDay: number;
  lastDay: number;
}>;

/**
 * The duties of a weekly pattern as instants. Wall time stays wall time over every change of the clocks, so the duty of a night in which
 * they change is an hour shorter or longer.
 *
 * @param table covers the days of the pattern
 * @returns     one span a day of the pattern, rising; epoch ms
 */
export function weeklyDuties({ isoWeekdays, fromMin, toMin, firstDay, lastDay }: WeeklyPattern, table: ZoneTable): Span[] {
  const duties: Span[] = [];
  const daysLater = toMin > fromMin ? 0 : 1;
  for (let day = firstDay; day <= lastDay; day++) {
    if (!isoWeekdays.includes(isoWeekday(day))) continue;
    const from = toInstant(table, { day, minute: fromMin });
    const to = toInstant(table, { day: day + daysLater, minute: toMin });
    if (from < to) duties.push({ from, to });
  }
  return duties;
}
