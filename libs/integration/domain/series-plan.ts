import { DAY, isoWeekday, MINUTE, type Span, toInstant, toLocal, type ZoneTable } from '#kernel';

/** What somebody would like: from a day on (days since 1970), on a weekday (ISO: Monday is 1), at a time of day in their zone, every so many days. */
export type SeriesWish = Readonly<{ firstDay: number; isoWeekday: number; minute: number; everyDays: number }>;
/** When one of a series is wanted; epoch ms. `isSkipped`: that day has no such time, and this is as much later as the clocks go forward. */
export type Target = Readonly<{ number: number; at: number; isSkipped: boolean }>;
/**
 * Why one is not when it was wanted: too few days of 24 hours would lie between it and the one before it. `clocks`: there would be enough of
 * them if the clocks did not go forward meanwhile.
 */
export type TooEarly = 'clocks' | 'too-near';
/**
 * What it is going to be; null where there is nothing near. `others`: the nearest of what could be had instead, rising. `laterMin`: how much
 * later than wanted it can begin at the earliest, in minutes; 0 where nothing of the series keeps it.
 */
export type Member<T> = Target & Readonly<{ time: T | null; others: readonly T[]; tooEarly: TooEarly | null; laterMin: number }>;
/** One of a series, and how many days of 24 hours have to lie between it and the one before it. */
export type Spaced = Readonly<{ number: number; afterDays: number }>;
/** `afterDays`: as in `Spaced`, by the number. `notBefore`: epoch ms. `offsetMinAt`: how far the clocks of the wish stand after UTC at an instant. */
type Distance = Readonly<{ afterDays: (number: number) => number; notBefore: number; offsetMinAt: (instant: number) => number }>;
/** Times that can be had for one of a series beside those that were chosen for the ones before it, rising; epoch ms. */
type Look<T> = (number: number, within: Span, before: readonly T[]) => Promise<readonly T[]>;

/** Two of a series never are nearer than this, whatever a protocol says: a visit on the day after lies between them. Days of 24 hours. */
export const SERIES_APART_DAYS = 1;
/** So many days before and after what was wanted another time is looked for: less than a week, so that none takes the place of the next. */
export const LOOK_DAYS = 6;
const OTHERS = 5;

/** How far each of a series stands from the one before it: as the signed protocol says. */
export const inSeries = (doses: readonly Spaced[]): Spaced[] =>
  doses.map(({ number, afterDays }) => ({ number, afterDays: Math.max(afterDays, SERIES_APART_DAYS) }));

/** How far any two of a series stand from one another at least, and those that do most. Days of 24 hours. @param series not empty */
export const nearestApart = (series: readonly Spaced[]): number => Math.min(...series.map(({ afterDays }) => afterDays));
export const farthestApart = (series: readonly Spaced[]): number => Math.max(...series.map(({ afterDays }) => afterDays));

/**
 * When those of a series would be by the wish alone: the first on the first such weekday that is not too early, each other one so many
 * calendar days later, or as many as have to lie between, at the same time on the wall whatever the clocks do meanwhile.
 *
 * @param table     of the zone in which the wish is meant, over all of it
 * @param notBefore epoch ms
 */
export function seriesTargets(
  { firstDay, isoWeekday: weekday, minute, everyDays }: SeriesWish,
  series: readonly Spaced[],
  notBefore: number,
  table: ZoneTable,
): Target[] {
  let day = firstDay + ((weekday - isoWeekday(firstDay) + 7) % 7);
  while (toInstant(table, { day, minute }) < notBefore) day += 7;
  return series.map(({ number, afterDays }, i) => {
    if (i > 0) day += Math.max(everyDays, afterDays);
    return targetAt(number, { day, minute }, table);
  });
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
 * before it. Of two that are as near the earlier one. Where the clocks go forward, a series without a day to spare goes on an hour later,
 * and says so. Nothing here books anything: a person says yes.
 *
 * @param targets rising by number
 */
export async function planSeries<T extends Readonly<{ startsAt: number }>>(
  targets: readonly Target[],
  { notBefore, ...distance }: Distance,
  look: Look<T>,
): Promise<Member<T>[]> {
  const members: Member<T>[] = [];
  const before: T[] = [];
  let last: Member<T> | null = null;
  for (const target of targets) {
    const late = lateness(target, last, distance);
    const earliest = Math.max(notBefore, last ? target.at + late.lateMs : notBefore);
    const within = { from: Math.max(target.at - LOOK_DAYS * DAY, earliest), to: Math.max(target.at, earliest) + LOOK_DAYS * DAY };
    const from = (time: T) => Math.abs(time.startsAt - target.at);
    const nearest = [...(await look(target.number, within, before))].sort((a, b) => from(a) - from(b) || a.startsAt - b.startsAt);
    const [time = null, ...rest] = nearest;
    const others = rest.slice(0, OTHERS).sort((a, b) => a.startsAt - b.startsAt);
    const { tooEarly } = late;
    const member = { ...target, time, others, tooEarly, laterMin: tooEarly ? late.lateMs / MINUTE : 0 };
    members.push(member);
    if (!time) continue;
    before.push(time);
    last = member;
  }
  return members;
}

/** How much later than wanted one may begin after the one before it that has a time; negative where there is time to spare. */
function lateness(
  target: Target,
  last: Member<Readonly<{ startsAt: number }>> | null,
  { afterDays, offsetMinAt }: Omit<Distance, 'notBefore'>,
): Readonly<{ lateMs: number; tooEarly: TooEarly | null }> {
  if (!last?.time) return { lateMs: 0, tooEarly: null };
  const { startsAt } = last.time;
  const lateMs = startsAt + afterDays(target.number) * DAY - target.at;
  if (lateMs <= 0) return { lateMs, tooEarly: null };
  const forwardMs = (offsetMinAt(target.at) - offsetMinAt(startsAt)) * MINUTE;
  const carriedMs = last.tooEarly === 'clocks' ? last.laterMin * MINUTE : 0; // one that was put off puts off the next
  return { lateMs, tooEarly: lateMs <= forwardMs + carriedMs ? 'clocks' : 'too-near' };
}

/** Whether starts rise, each so many days of 24 hours after the one before it. @param starts epoch ms, of the same order as `series` */
export const areApart = (starts: readonly number[], series: readonly Pick<Spaced, 'afterDays'>[]): boolean =>
  starts.every((at, i) => i === 0 || at >= starts[i - 1]! + series[i]!.afterDays * DAY);
