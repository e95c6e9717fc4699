import { DAY, isoWeekday, type Span, toInstant, toLocal, type ZoneTable } from '#kernel';

/** What somebody would like: from a day on (days since 1970), on a weekday (ISO: Monday is 1), at a time of day in their zone, every so many days. */
export type SeriesWish = Readonly<{ firstDay: number; isoWeekday: number; minute: number; everyDays: number }>;
/** When one of a series is wanted; epoch ms. `isSkipped`: that day has no such time, and this is as much later as the clocks go forward. */
export type Target = Readonly<{ number: number; at: number; isSkipped: boolean }>;
/** What it is going to be; null where there is nothing near. `others`: the nearest of what could be had instead, rising. */
export type Member<T> = Target & Readonly<{ time: T | null; others: readonly T[] }>;
/** `notBefore`: epoch ms. */
type Distance = Readonly<{ apartDays: number; notBefore: number }>;
/** Times that can be had for one of a series, rising; epoch ms. */
type Look<T> = (number: number, within: Span) => readonly T[];

/**
 * Two of a series never are nearer than this, so that none of them, nor a visit on the day after, shares a day with another one, in
 * whatever zone: each can be judged by itself.
 *
 * @source docs/adr/0030-a-whole-course.md
 */
export const SERIES_APART_DAYS = 4;
/** So many days before and after what was wanted another time is looked for: less than a week, so that none takes the place of the next. */
export const LOOK_DAYS = 6;
const OTHERS = 5;

/** How far apart those of a series stand: as the protocol says, and never nearer than two can be judged apart. */
export const seriesApart = (apartDays: number): number => Math.max(apartDays, SERIES_APART_DAYS);

/**
 * When those of a series would be by the wish alone: the first on the first such weekday that is not too early, each other one so many
 * calendar days later, at the same time on the wall whatever the clocks do meanwhile.
 *
 * @param table     of the zone in which the wish is meant, over all of it
 * @param notBefore epoch ms
 */
export function seriesTargets(
  { firstDay, isoWeekday: weekday, minute, everyDays }: SeriesWish,
  numbers: readonly number[],
  notBefore: number,
  table: ZoneTable,
): Target[] {
  let day = firstDay + ((weekday - isoWeekday(firstDay) + 7) % 7);
  while (toInstant(table, { day, minute }) < notBefore) day += 7;
  return numbers.map((number, i) => targetAt(number, { day: day + i * everyDays, minute }, table));
}

/** The same time on the wall so many days later, or earlier, of what is booked. @param days may be negative @param minute of the new day */
export const shiftedTarget = (number: number, from: number, days: number, minute: number, table: ZoneTable): Target =>
  targetAt(number, { day: toLocal(table, from).day + days, minute }, table);

function targetAt(number: number, local: { day: number; minute: number }, table: ZoneTable): Target {
  const at = toInstant(table, local);
  const shown = toLocal(table, at);
  return { number, at, isSkipped: shown.day !== local.day || shown.minute !== local.minute };
}

/**
 * Chooses for each of a series what is nearest to what was wanted, one after the other: each so many days of 24 hours after the one
 * before it. Of two that are as near the earlier one. Nothing here books anything: a person says yes.
 *
 * @param targets rising by number
 */
export function planSeries<T extends Readonly<{ startsAt: number }>>(
  targets: readonly Target[],
  { apartDays, notBefore }: Distance,
  look: Look<T>,
): Member<T>[] {
  let earliest = notBefore;
  return targets.map((target) => {
    const within = { from: Math.max(target.at - LOOK_DAYS * DAY, earliest), to: Math.max(target.at, earliest) + LOOK_DAYS * DAY };
    const from = (time: T) => Math.abs(time.startsAt - target.at);
    const nearest = [...look(target.number, within)].sort((a, b) => from(a) - from(b) || a.startsAt - b.startsAt);
    const [time = null, ...rest] = nearest;
    if (time) earliest = time.startsAt + apartDays * DAY;
    return { ...target, time, others: rest.slice(0, OTHERS).sort((a, b) => a.startsAt - b.startsAt) };
  });
}

/** Whether starts rise, each so many days of 24 hours after the one before it. @param starts epoch ms */
export const areApart = (starts: readonly number[], apartDays: number): boolean =>
  starts.every((at, i) => i === 0 || at >= starts[i - 1]! + apartDays * DAY);
