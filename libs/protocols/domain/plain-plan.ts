import type { CoursePhase } from './phases.js';

/** What was signed for a patient, as far as they are told in a sentence. Days in words, as they are read. */
export type SignedPlan = Readonly<{
  signerName: string | null;
  isPaused: boolean;
  goal: string | null;
  /** In their order, each with its own sessions. */
  phases: readonly Pick<CoursePhase, 'sessions' | 'minDaysBetween'>[];
  taken: number;
  reviewDay: string;
}>;

const few = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const phaseWords = ({ sessions, minDaysBetween }: SignedPlan['phases'][number]): string =>
  `${few(sessions, 'session', 'sessions')}, at least ${few(minDaysBetween, 'day', 'days')} apart`;

/** A patient's plan in plain words, without a number of milligrams: that is for a conversation. */
export function plainPlan(plan: SignedPlan): string[] {
  const { signerName, isPaused, goal, phases, taken, reviewDay } = plan;
  const by = signerName ? `${signerName} signed it for you.` : 'Your prescriber signed it for you.';
  return [
    ...(isPaused ? ['Your plan is paused. Your team looks at it, and tells you how it goes on.'] : []),
    ...(goal ? [`What you want to reach: ${goal}`] : []),
    `Your plan has ${phases.map(phaseWords).join(', then ')}. You have had ${taken === 0 ? 'none' : taken}. ${by}`,
    `By ${reviewDay} you and your prescriber look together at what it has brought, and whether it goes on.`,
    'Your prescriber decides about each dose, and signs it. You can ask for less, for more time, or to stop, at any time.',
  ];
}
