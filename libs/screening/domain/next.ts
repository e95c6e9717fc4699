import { DAY, HOUR } from '#kernel';
import type { State } from './course.js';

export type Step =
  | 'book-the-call'
  | 'hold-the-call'
  | 'hand-off-or-decide'
  | 'decide'
  | 'answer-the-hand-off'
  | 'wait-for-clearance'
  | 'read-the-clearance'
  | 'look-again'
  | 'nothing';
export type Due = Readonly<{ step: Step; dueAt: number | null }>;

/** What is known of a case, instants in epoch ms. */
export type Standing = Readonly<{
  state: State;
  stateSince: number;
  callStartsAt: number | null;
  offerUntil: number | null;
  clearances: readonly Readonly<{ state: 'asked' | 'answered' | 'read' | 'withdrawn'; dueAt: number }>[];
  revisitAt: number | null;
}>;

/**
 * So long a step may take before the work list shows it as overdue, in ms. Defaults of ours, docs/clinical-defaults.md "Screening".
 */
const BOOK_WITHIN = 3 * DAY;
const DECIDE_WITHIN = 2 * DAY;
const LONGEST_CALL = 2 * HOUR;

/** What a case waits for, and until when it should have happened. A case never waits for nothing until it is decided for good. */
export function dueOf(standing: Standing): Due {
  const { state, stateSince, callStartsAt, offerUntil } = standing;
  if (offerUntil !== null) return { step: 'answer-the-hand-off', dueAt: offerUntil };
  switch (state) {
    case 'intake_started':
      return { step: 'book-the-call', dueAt: stateSince + BOOK_WITHIN };
    case 'screening_booked':
      return { step: 'hold-the-call', dueAt: callStartsAt ?? stateSince + BOOK_WITHIN };
    case 'in_screening':
      return { step: 'hand-off-or-decide', dueAt: stateSince + LONGEST_CALL };
    case 'handed_over':
      return { step: 'decide', dueAt: stateSince + DECIDE_WITHIN };
    case 'needs_clearance':
      return clearanceStep(standing);
    case 'deferred':
      return { step: 'look-again', dueAt: standing.revisitAt };
    default:
      return { step: 'nothing', dueAt: null };
  }
}

function clearanceStep({ clearances, stateSince }: Standing): Due {
  const out = clearances.filter(({ state }) => state === 'asked').map(({ dueAt }) => dueAt);
  if (clearances.some(({ state }) => state === 'answered')) return { step: 'read-the-clearance', dueAt: null };
  if (out.length) return { step: 'wait-for-clearance', dueAt: Math.min(...out) };
  return { step: 'decide', dueAt: stateSince + DECIDE_WITHIN };
}

export type OwnNext =
  | 'answer-questions'
  | 'we-book'
  | 'call-is-booked'
  | 'in-the-call'
  | 'colleague-comes'
  | 'decision-comes'
  | 'specialist-answers'
  | 'welcome'
  | 'read-letter'
  | 'look-again';

/** What a patient is told comes next; there is always something. @param hasAnsweredAll all questions of the intake are done */
export function ownNext(standing: Pick<Standing, 'state' | 'offerUntil'> | null, hasAnsweredAll: boolean): OwnNext {
  if (!standing) return hasAnsweredAll ? 'we-book' : 'answer-questions';
  if (standing.offerUntil !== null && standing.state === 'in_screening') return 'colleague-comes';
  switch (standing.state) {
    case 'intake_started':
      return hasAnsweredAll ? 'we-book' : 'answer-questions';
    case 'screening_booked':
      return 'call-is-booked';
    case 'in_screening':
      return 'in-the-call';
    case 'handed_over':
      return 'decision-comes';
    case 'needs_clearance':
      return 'specialist-answers';
    case 'eligible':
      return 'welcome';
    case 'not_eligible':
      return 'read-letter';
    default:
      return 'look-again';
  }
}
