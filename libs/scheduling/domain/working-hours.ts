import { DAY, isoWeekday, MINUTE, type Span, steadyFrom, toLocal, union, type ZoneTable } from '#kernel';

/** Hours within one day, as wall time: minutes after local midnight, `toMin` up to 1440. */
export type DayHours = Readonly<{ fromMin: number; toMin: number }>;

/** Hours of one weekday. `firstDay` and `lastDay`, in days since 1970, bound when they hold; absent: always. */
export type WeeklyHours = DayHours & Readonly<{ isoWeekday: number; firstDay?: number; lastDay?: number }>;

/**
 * The instants at which clocks on the wall show a time of `[fromMin, toMin)` on a calendar day: what a change skips is not there, and
 * what it repeats is there twice.
 *
 * @param day days since 1970-01-01
 * @returns   one span, or one a side of each change that lies between; epoch ms
 */
export function wallSpans({ changes }: ZoneTable, day: number, { fromMin, toMin }: DayHours): Span[] {
  const [wallFrom, wallTo] = [day * DAY + fromMin * MINUTE, day * DAY + toMin * MINUTE];
  const spans: Span[] = [];
  for (let i = 0; i < changes.length; i++) {
    const { at, offsetMin } = changes[i]!;
    const from = Math.max(wallFrom - offsetMin * MINUTE, i === 0 ? Number.NEGATIVE_INFINITY : at);
    const to = Math.min(wallTo - offsetMin * MINUTE, changes[i + 1]?.at ?? Number.POSITIVE_INFINITY);
    if (from < to) spans.push({ from, to });
  }
  return spans;
}

/** `wallSpans` for many days, quickest when they rise: a subtraction, but on the days around a change of the clocks. It adds to `spans`. */
export function wallSpanner(table: ZoneTable): (spans: Span[], day: number, hours: DayHours) => void {
  let steady = { offsetMin: 0, since: 0, until: Number.NEGATIVE_INFINITY };
  return (spans, day, hours) => {
    const next = (day + 2) * DAY;
    if (next > steady.until || (day - 1) * DAY < steady.since) steady = steadyFrom(table, day);
    if (next > steady.until) spans.push(...wallSpans(table, day, hours));
    else {
      const midnight = day * DAY - steady.offsetMin * MINUTE;
      spans.push({ from: midnight + hours.fromMin * MINUTE, to: midnight + hours.toMin * MINUTE });
    }
  };
}

/** Weekly hours by weekday: index 1 is Monday. */
export function byWeekday(weekly: readonly WeeklyHours[]): WeeklyHours[][] {
  const days: WeeklyHours[][] = Array.from({ length: 8 }, () => []);
  for (const hours of weekly) days[hours.isoWeekday]?.push(hours);
  return days;
}

/** Whether hours hold on a calendar day. */
export const holdsOn = ({ firstDay, lastDay }: WeeklyHours, day: number): boolean =>
  (firstDay === undefined || firstDay <= day) && (lastDay === undefined || day <= lastDay);

/** Spans cut to a stretch of time. @param spans disjoint, rising */
export function cutTo(spans: readonly Span[], { from, to }: Span): Span[] {
  const cut: Span[] = [];
  if (from >= to) return cut;
  for (const span of spans) {
    if (from <= span.from && span.to <= to) cut.push(span);
    else if (span.from < to && from < span.to) cut.push({ from: Math.max(from, span.from), to: Math.min(to, span.to) });
  }
  return cut;
}

/**
 * Weekly hours as instants. Wall time stays wall time over every change of the clocks.
 *
 * @param within epoch ms; hours are cut to it
 * @returns      disjoint spans, rising; epoch ms
 */
export function workingSpans(hours: readonly WeeklyHours[], table: ZoneTable, within: Span): Span[] {
  const spans: Span[] = [];
  const [first, last] = [toLocal(table, within.from).day - 1, toLocal(table, within.to).day + 1];
  const [weekdays, add] = [byWeekday(hours), wallSpanner(table)];
  for (let day = first; day <= last; day++) {
    for (const one of weekdays[isoWeekday(day)]!) if (holdsOn(one, day)) add(spans, day, one);
  }
  return cutTo(union(spans), within);
}
