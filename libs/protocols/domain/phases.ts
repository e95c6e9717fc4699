/** A phase of a course: how many sessions are its own, and how many days of 24 hours lie before each of them at least. */
export type CoursePhase = Readonly<{ phase: string; sessions: number; minDaysBetween: number }>;
/** A course in phases. `sessions`: those of all of them. `later`: the phases after the first one; the first has the sessions that are left. */
export type PhasedCourse = CoursePhase & Readonly<{ later?: readonly CoursePhase[] | undefined }>;

const counted = (phases: readonly CoursePhase[]): number => phases.reduce((sum, { sessions }) => sum + sessions, 0);

/** All phases in their order, each with its own sessions. */
export const phasesOf = ({ phase, sessions, minDaysBetween, later = [] }: PhasedCourse): CoursePhase[] => [
  { phase, sessions: sessions - counted(later), minDaysBetween },
  ...later,
];

/**
 * How many days of 24 hours have to lie between a dose and the one before it at least: as many as the phase says that the dose is in. What
 * comes after the last session is of the last phase. The function `spacing_days` of the database says the same.
 *
 * @param number of the dose in its course, from 1 on
 */
export function daysBefore(course: PhasedCourse, number: number): number {
  const phases = phasesOf(course);
  let last = 0;
  for (const { sessions, minDaysBetween } of phases) {
    last += sessions;
    if (number <= last) return minDaysBetween;
  }
  return phases.at(-1)!.minDaysBetween;
}
