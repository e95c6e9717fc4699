import { DAY, isoWeekday, MINUTE, offsetMinAt, type Span, subtract, toLocal, union, type ZoneTable } from '#kernel';
import { byWeekday, cutTo, type DayHours, holdsOn, type WeeklyHours, wallSpanner, wallSpans } from './working-hours.js';

/** Calendar days from the first to the last, both among them; days since 1970. */
export type Days = Readonly<{ firstDay: number; lastDay: number }>;
export type Travel = Days & Readonly<{ table: ZoneTable }>;

/**
 * When somebody works. Hours are wall time in the zone of the day: that of a travel which covers it, else `home`. `overrides` replace
 * the weekly hours of a day, also by none. `daysOff` and `off` take away from both.
 */
export type WorkPlan = Readonly<{
  home: ZoneTable;
  travels: readonly Travel[];
  weekly: readonly WeeklyHours[];
  overrides: ReadonlyMap<number, readonly DayHours[]>;
  daysOff: readonly Days[];
  off: readonly Span[];
}>;

const covers = ({ firstDay, lastDay }: Days, day: number): boolean => firstDay <= day && day <= lastDay;
const WHOLE_DAY: DayHours = { fromMin: 0, toMin: 1440 };

/** The table of the zone in which a person spends a calendar day. */
export const tableOn = ({ home, travels }: WorkPlan, day: number): ZoneTable =>
  travels.find((travel) => covers(travel, day))?.table ?? home;

/** All calendar days that a stretch of time can touch in whatever zone. */
function daysAround({ home }: WorkPlan, { from, to }: Span): Days {
  return { firstDay: toLocal(home, from).day - 2, lastDay: toLocal(home, to).day + 2 };
}

function spanners(plan: WorkPlan): (spans: Span[], day: number, hours: DayHours) => void {
  if (!plan.travels.length) return wallSpanner(plan.home);
  const byTable = new Map([plan.home, ...plan.travels.map(({ table }) => table)].map((table) => [table, wallSpanner(table)]));
  return (spans, day, hours) => byTable.get(tableOn(plan, day))!(spans, day, hours);
}

/**
 * The hours that somebody keeps, time off not yet taken away.
 *
 * @param within epoch ms; hours are cut to it
 * @returns      disjoint spans, rising; epoch ms
 */
export function keptHours(plan: WorkPlan, within: Span): Span[] {
  const spans: Span[] = [];
  const { firstDay, lastDay } = daysAround(plan, within);
  const [weekdays, add] = [byWeekday(plan.weekly), spanners(plan)];
  for (let day = firstDay; day <= lastDay; day++) {
    const override = plan.overrides.get(day);
    if (override) for (const hours of override) add(spans, day, hours);
    else for (const hours of weekdays[isoWeekday(day)]!) if (holdsOn(hours, day)) add(spans, day, hours);
  }
  return cutTo(union(spans), within);
}

/** When somebody is away. @param within epoch ms @returns disjoint spans, rising; epoch ms */
export function timeOff(plan: WorkPlan, within: Span): Span[] {
  if (!plan.daysOff.length && !plan.off.length) return [];
  const spans = [...plan.off];
  const [{ firstDay, lastDay }, add] = [daysAround(plan, within), spanners(plan)];
  for (const days of plan.daysOff) {
    const [first, last] = [Math.max(firstDay, days.firstDay), Math.min(lastDay, days.lastDay)];
    for (let day = first; day <= last; day++) add(spans, day, WHOLE_DAY);
  }
  return cutTo(union(spans), within);
}

/** A calendar day where somebody is at an instant: which zone, and which day. A travel is where its own calendar says so. */
function dayAt({ home, travels }: WorkPlan, instant: number): { table: ZoneTable; day: number; isHome: boolean } {
  for (const travel of travels) {
    const { day } = toLocal(travel.table, instant);
    if (covers(travel, day)) return { table: travel.table, day, isHome: false };
  }
  return { table: home, day: toLocal(home, instant).day, isHome: true };
}

/**
 * Calendar days, where the person then is, on which so many appointments begin that no other may.
 *
 * @param startsAt when those that there are begin; epoch ms
 * @returns        disjoint spans, rising; epoch ms
 */
export function fullDays(plan: WorkPlan, startsAt: readonly number[], cap: number): Span[] {
  if (startsAt.length < cap) return [];
  if (!plan.travels.length) return daySpans(plan.home, daysWith(plan.home, startsAt, cap));
  const days = new Map<string, ReturnType<typeof dayAt> & { count: number }>();
  for (const instant of startsAt) {
    const where = dayAt(plan, instant);
    const key = `${where.isHome ? '' : where.table.zone}|${where.day}`;
    const known = days.get(key);
    if (known) known.count += 1;
    else days.set(key, { ...where, count: 1 });
  }
  const full = [...days.values()].filter(({ count }) => count >= cap);
  return union(
    full.flatMap(({ table, day, isHome }) => {
      const spans = wallSpans(table, day, WHOLE_DAY);
      return isHome ? subtract(spans, abroad(plan, day)) : spans;
    }),
  );
}

/** The calendar days of a zone on which at least so many begin. */
function daysWith(table: ZoneTable, startsAt: readonly number[], cap: number): number[] {
  const [counts, full]: [Map<number, number>, number[]] = [new Map(), []];
  for (const instant of startsAt) {
    const day = Math.floor((instant + offsetMinAt(table, instant) * MINUTE) / DAY);
    const count = (counts.get(day) ?? 0) + 1;
    counts.set(day, count);
    if (count === cap) full.push(day);
  }
  return full;
}

/** When somebody is not at home around a calendar day, by the calendars of where they are. */
function abroad({ travels }: WorkPlan, day: number): Span[] {
  const spans = travels.flatMap(({ table, firstDay, lastDay }) => {
    const [first, last] = [Math.max(firstDay, day - 3), Math.min(lastDay, day + 3)];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => wallSpans(table, first + i, WHOLE_DAY)).flat();
  });
  return union(spans);
}

/** Stretches of time in which calendar days lie: of a clinic that is closed, or too near to something. */
export const daySpans = (table: ZoneTable, days: Iterable<number>): Span[] =>
  union([...days].flatMap((day) => wallSpans(table, day, WHOLE_DAY)));

/**
 * When nothing may begin because something else does: so many calendar days apart it must be, before it and after it.
 *
 * @param others    when that begins; epoch ms
 * @param daysApart 7 for Monday to Monday
 */
export function tooNear(table: ZoneTable, others: readonly number[], daysApart: number): Span[] {
  return union(
    others.map((at) => {
      const { day } = toLocal(table, at);
      const [first] = wallSpans(table, day - daysApart + 1, WHOLE_DAY);
      const last = wallSpans(table, day + daysApart - 1, WHOLE_DAY).at(-1);
      return { from: first?.from ?? at - daysApart * DAY, to: last?.to ?? at + daysApart * DAY };
    }),
  );
}
