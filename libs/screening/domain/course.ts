/** How far a case has come. */
export type State =
  | 'intake_started'
  | 'screening_booked'
  | 'in_screening'
  | 'handed_over'
  | 'needs_clearance'
  | 'eligible'
  | 'not_eligible'
  | 'deferred';
export type Outcome = Extract<State, 'needs_clearance' | 'eligible' | 'not_eligible' | 'deferred'>;

/**
 * From each state to those that may follow it; the trigger `screening_case_law` knows the same. Decisions lead to outcomes, the
 * acceptance of a hand-off to `handed_over`, and the owner's steps to the rest.
 */
export const TRANSITIONS = {
  intake_started: ['screening_booked', 'in_screening'],
  screening_booked: ['intake_started', 'in_screening'],
  in_screening: ['intake_started', 'handed_over', 'needs_clearance', 'eligible', 'not_eligible', 'deferred'],
  handed_over: ['needs_clearance', 'eligible', 'not_eligible', 'deferred'],
  needs_clearance: ['needs_clearance', 'eligible', 'not_eligible', 'deferred'],
  eligible: ['needs_clearance', 'not_eligible', 'deferred'],
  not_eligible: ['intake_started'],
  deferred: ['intake_started'],
} as const satisfies Readonly<Record<State, readonly State[]>>;

const OUTCOMES: ReadonlySet<State> = new Set<State>(['needs_clearance', 'eligible', 'not_eligible', 'deferred']);
export const isOutcome = (state: State): state is Outcome => OUTCOMES.has(state);
export const follows = (from: State, to: State): boolean => (TRANSITIONS[from] as readonly State[]).includes(to);
/** Whether somebody has to do something with the case, by themselves or soon. */
export const isOpen = (state: State): boolean => state !== 'eligible' && state !== 'not_eligible';

export type Offer = Readonly<{ id: string; fromId: string; toId: string; until: number }>;
export type Course = Readonly<{ state: State; ownerId: string; offer: Offer | null }>;

export type Act =
  | Readonly<{ kind: 'step'; by: string; to: Exclude<State, Outcome | 'handed_over'> }>
  | Readonly<{ kind: 'offer'; by: string; id: string; toId: string; until: number }>
  | Readonly<{ kind: 'accept' | 'decline' | 'withdraw'; by: string; offerId: string }>
  | Readonly<{ kind: 'expire'; offerId: string }>
  | Readonly<{ kind: 'assign'; ownerId: string }>
  | Readonly<{ kind: 'decide'; by: string; outcome: Outcome }>;

export type Refusal = 'not-yours' | 'not-now' | 'offered-already' | 'not-to-them' | 'no-hand-off' | 'offer-over' | 'owns-already';
export type Outcomes = Readonly<{ course: Course } | { refusal: Refusal }>;

const refuse = (refusal: Refusal): Outcomes => ({ refusal });
const become = (course: Course): Outcomes => ({ course });

/**
 * What an act makes of a case, or why it does not. Who may prescribe, and who works here, is for the caller to have asked.
 *
 * @param now epoch ms
 */
export function actOn(course: Course, act: Act, now: number): Outcomes {
  switch (act.kind) {
    case 'step':
      return step(course, act.by, act.to);
    case 'decide':
      if (act.by !== course.ownerId) return refuse('not-yours');
      if (course.offer || !follows(course.state, act.outcome)) return refuse('not-now');
      return become({ ...course, state: act.outcome });
    case 'assign':
      return act.ownerId === course.ownerId ? refuse('owns-already') : become({ ...course, ownerId: act.ownerId, offer: null });
    case 'offer':
      return offer(course, act, now);
    default:
      return answer(course, act, now);
  }
}

function step(course: Course, by: string, to: State): Outcomes {
  if (by !== course.ownerId) return refuse('not-yours');
  const isAgain = course.state === 'screening_booked' && to === 'screening_booked';
  if (!isAgain && !follows(course.state, to)) return refuse('not-now');
  return become({ ...course, state: to });
}

function offer(course: Course, act: Extract<Act, { kind: 'offer' }>, now: number): Outcomes {
  if (act.by !== course.ownerId) return refuse('not-yours');
  if (!isOpen(course.state) || act.until <= now) return refuse('not-now');
  if (course.offer) return refuse('offered-already');
  if (act.toId === course.ownerId) return refuse('not-to-them');
  return become({ ...course, offer: { id: act.id, fromId: act.by, toId: act.toId, until: act.until } });
}

type Answering = Extract<Act, { kind: 'accept' | 'decline' | 'withdraw' | 'expire' }>;

/** Nobody learns of an offer that is not theirs to answer. In time is before `until`, over is from `until` on: never both, never neither. */
function answer(course: Course, act: Answering, now: number): Outcomes {
  const { offer: open } = course;
  if (!open || open.id !== act.offerId) return refuse('offer-over');
  if (act.kind === 'expire') return now < open.until ? refuse('not-now') : become({ ...course, offer: null });
  if (act.by !== (act.kind === 'withdraw' ? open.fromId : open.toId)) return refuse('no-hand-off');
  if (act.kind !== 'accept') return become({ ...course, offer: null });
  if (now >= open.until) return refuse('offer-over');
  return become({ state: course.state === 'in_screening' ? 'handed_over' : course.state, ownerId: open.toId, offer: null });
}
