import { MINUTE } from '#kernel';
import type { ArmedDeadline } from './effect.js';
import { checkRef, plannedVitalsRef, seconds, tierDeadline } from './ladder.js';
import { patienceOf } from './patience-plan.js';
import type { SessionPlan } from './plan.js';
import type { Check, SessionState } from './state.js';

/**
 * When a safety check falls due.
 *
 * @param dosedAt epoch ms
 * @param number  1 is the first check after the dose
 * @returns       epoch ms
 */
export const checkDueAt = (plan: SessionPlan, dosedAt: number, number: number): number =>
  dosedAt + (plan.checks.firstMin + (number - 1) * plan.checks.everyMin) * MINUTE;

/** The first tier of the ladder of a missed check. */
export const checkDeadline = (plan: SessionPlan, dosedAt: number, number: number): ArmedDeadline =>
  tierDeadline(plan.checks.ladder, 1, checkDueAt(plan, dosedAt, number), {
    kind: 'check',
    ref: checkRef(number),
    number,
    everySec: seconds(plan.checks.everyMin),
  });

/** One of each session; the number stands where others have the seq of their entry. */
const UNDISCHARGED = 'undischarged-1';

/** Everything that a dose makes due: the phases, the first check (each arms the next), the planned readings, and the discharge itself. */
export function deadlinesOfDose(plan: SessionPlan, dosedAt: number): ArmedDeadline[] {
  const phases = plan.phases.map(({ phase, offsetMin }): ArmedDeadline => {
    return { kind: 'phase', ref: phase, tier: 1, dueAt: dosedAt + offsetMin * MINUTE, delaysSec: [], levels: [0] };
  });
  const readings = plan.vitals.offsetsMin.map((offsetMin) => vitalsDeadline(plan, dosedAt, offsetMin));
  const late = tierDeadline(patienceOf(plan).undischarged, 1, dosedAt, { kind: 'alert', ref: UNDISCHARGED });
  return [...phases, checkDeadline(plan, dosedAt, 1), ...readings, late];
}

/** Whether a check or planned reading has been met by somebody. */
export const isAnswered = ({ happenedAt }: Pick<Check, 'happenedAt'>): boolean => happenedAt !== undefined;

/** The number of the check that a tap at `at` answers: the oldest unanswered one after the last that was answered. */
export function nextCheckNumber({ checks }: SessionState): number {
  return Math.max(0, ...checks.filter(isAnswered).map(({ number }) => number)) + 1;
}

/** The number of the check that is worth answering at `now`: of several missed ones the latest that is due. */
export function currentCheckNumber(state: SessionState, plan: SessionPlan, now: number): number {
  let number = nextCheckNumber(state);
  if (state.dosedAt === undefined) return number;
  while (checkDueAt(plan, state.dosedAt, number + 1) - plan.checks.earlyMin * MINUTE <= now) number++;
  return number;
}

/** When readings are due: those of the plan, and those that followed from a reading that was not back. Offsets in minutes; rising. */
export const vitalsOffsets = ({ moreVitals = [] }: SessionState, { vitals }: SessionPlan): readonly number[] =>
  moreVitals.length ? [...new Set([...vitals.offsetsMin, ...moreVitals])].sort((a, b) => a - b) : vitals.offsetsMin;

/** The first tier of the ladder of a reading that nobody takes. */
export const vitalsDeadline = (plan: SessionPlan, dosedAt: number, offsetMin: number): ArmedDeadline =>
  tierDeadline(plan.vitals.ladder, 1, dosedAt + offsetMin * MINUTE, {
    kind: 'vitals',
    ref: plannedVitalsRef(offsetMin),
    number: offsetMin,
  });

/** The offset in minutes of the first planned reading that nobody has taken. */
export const nextVitalsOffset = (state: SessionState, plan: SessionPlan): number | undefined =>
  vitalsOffsets(state, plan).find(
    (offset) => !state.plannedVitals.some((planned) => planned.number === offset && isAnswered(planned)),
  );
