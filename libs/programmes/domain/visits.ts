import { type EnrolmentState, isMarked, type Mark, type ProgrammeFacts } from './programme.js';

export type Visit = Readonly<{
  kind: 'preparation' | 'session' | 'integration' | 'review' | 'end-review';
  /** Of its kind, from 1; of a review, of the session that it comes after. */
  number: number;
  isDone: boolean;
}>;
/** As in `Standing`. */
export type Done = Readonly<{
  state: EnrolmentState;
  isPrepared: boolean;
  had: number;
  isVisitHeld: boolean;
  marks: readonly Mark[];
}>;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** The visits that make a programme, in their order: preparation, each session with the visit after it, the reviews, and the last one. */
export function visitsOf(programme: ProgrammeFacts, done: Done): Visit[] {
  const { preparationVisits, sessions, reviewsAfter } = programme;
  const { had, isVisitHeld, isPrepared, marks, state } = done;
  const preparation = upTo(preparationVisits).map(
    (number): Visit => ({ kind: 'preparation', number, isDone: isPrepared || had > 0 }),
  );
  const course = upTo(sessions).flatMap((number): Visit[] => [
    { kind: 'session', number, isDone: number <= had },
    { kind: 'integration', number, isDone: number < had || (number === had && isVisitHeld) },
    ...(reviewsAfter.includes(number) ? [{ kind: 'review' as const, number, isDone: isMarked(marks, 'review', number) }] : []),
  ]);
  return [...preparation, ...course, { kind: 'end-review', number: sessions, isDone: state === 'completed' }];
}
