import { DAY, type Span, union } from '#kernel';
import type { Rule } from './search.js';

/** Which planned one of a course an appointment is, and how many days of 24 hours have to lie between its start and the next. */
export type CoursePoint = Readonly<{ courseId: string; number: number; apartDays: number }>;
/** One that is in the calendar; epoch ms. */
export type PlannedStart = CoursePoint & Readonly<{ startsAt: number }>;
/**
 * One that is wanted. `afterDays`: how many days have to lie between it and the one before it, which can be others than lie before the
 * next. `notBefore`: what was done already leaves no earlier start; epoch ms, null when nothing speaks against it.
 */
export type WantedPoint = CoursePoint & Readonly<{ afterDays: number; notBefore: number | null }>;

const [LONG_AGO, FAR_AHEAD] = [0, Number.MAX_SAFE_INTEGER];

export const isSamePoint = (a: CoursePoint, b: CoursePoint): boolean => a.courseId === b.courseId && a.number === b.number;

/**
 * How far apart the appointments of a patient's courses stand, and in which order, as rules of a search: before every start there have to
 * be so many days since the one before it, and after it so many until the next. Of one that is wanted and
 * the one before it the longer distance holds, and so it does between two courses. Within a course a later one comes later. And nothing begins before the visit after the one before it is over: until then its
 * dose is locked.
 *
 * @param booked of the same patient, in any order; the wanted one itself, which is to be moved, does not stand in its own way
 * @param visits of the same patient, in any order; epoch ms
 */
export function apartRules(own: WantedPoint, booked: readonly PlannedStart[], visits: readonly Span[] = []): Rule[] {
  const others = booked.filter((other) => !isSamePoint(own, other));
  const near = others.map((other): Span => {
    const distance = daysApart(own, other) * DAY;
    return { from: other.startsAt - distance + 1, to: other.startsAt + distance };
  });
  if (own.notBefore !== null) near.push({ from: LONG_AGO, to: own.notBefore });
  const ofCourse = others.filter(({ courseId }) => courseId === own.courseId);
  const before = ofCourse.filter(({ number }) => number < own.number).map(({ startsAt }) => startsAt);
  const after = ofCourse.filter(({ number }) => number > own.number).map(({ startsAt }) => startsAt);
  const outOfOrder: Span[] = [
    ...(before.length ? [{ from: LONG_AGO, to: Math.max(...before) + 1 }] : []),
    ...(after.length ? [{ from: Math.min(...after), to: FAR_AHEAD }] : []),
  ];
  return [
    { code: 'too-near', shut: disjoint(near) },
    { code: 'out-of-order', shut: disjoint(outOfOrder) },
    { code: 'before-visit', shut: disjoint(visits.flatMap((visit) => untilOver(visit, others))) },
  ];
}

function daysApart(own: WantedPoint, other: PlannedStart): number {
  if (own.courseId !== other.courseId) return Math.max(own.afterDays, own.apartDays, other.apartDays);
  return other.number < own.number ? Math.max(own.afterDays, other.apartDays) : own.apartDays;
}

/** From the session that a visit follows until it is over. */
function untilOver(visit: Span, sessions: readonly PlannedStart[]): Span[] {
  const before = sessions.map(({ startsAt }) => startsAt).filter((startsAt) => startsAt < visit.from);
  return before.length ? [{ from: Math.max(...before), to: visit.to }] : [];
}

const disjoint = (spans: readonly Span[]): Span[] => union(spans.filter(({ from, to }) => from < to));
