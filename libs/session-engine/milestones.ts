import { deadlinesOfDose } from './due.js';
import { type Effect, only, type Reduced } from './effect.js';
import type { EntryOf } from './entry.js';
import type { SessionPlan } from './plan.js';
import { holdsDose, leavesAlone } from './signs.js';
import type { Phase, SessionState } from './state.js';

const ORDER: readonly Phase[] = ['dosed', 'onset', 'journey', 'emergence', 'recovery', 'release_check', 'released_home'];

/** Whether a session has ended, with a dose or without one. */
export const isOver = ({ phase }: SessionState) => phase === 'released_home' || phase === 'aborted_before_dose';

/** Something has happened: the session is no longer only scheduled. */
export const begun = (state: SessionState): SessionState =>
  state.phase === 'scheduled' ? { ...state, phase: 'pre_check' } : state;

/** The gate as it was judged last; each judgement takes back what an earlier one released. */
export function judged(state: SessionState, { seq, payload, recordedAt }: EntryOf<'gate'>): SessionState {
  if (state.dosedAt !== undefined || isOver(state)) return state;
  const { release: _, ...unreleased } = state;
  const gate = { seq, isPassed: payload.isPassed, at: recordedAt, findings: payload.findings };
  return { ...unreleased, phase: payload.isPassed ? 'gate_passed' : 'gate_pending', gate };
}

/** A dose that the prescriber has released, and that nobody has taken yet. */
export function released(state: SessionState, { seq, payload, recordedAt, author }: EntryOf<'release'>): SessionState {
  const { doseLineId, doseMg } = payload;
  if (state.dosedAt !== undefined) return state;
  return { ...state, phase: 'released', release: { seq, at: recordedAt, by: author.personId ?? '', doseLineId, doseMg } };
}

/** Nothing is due before the dose but the ladders of alerts, and a call for help outlives the plan to take a dose. */
export function aborted(state: SessionState, { recordedAt, payload }: EntryOf<'abort'>): Reduced {
  const isHeard = state.alerts.every((alert) => alert.closedAt !== undefined || alert.acknowledgedAt !== undefined);
  const next: SessionState = { ...state, phase: 'aborted_before_dose', aborted: { at: recordedAt, reason: payload.reason } };
  return isHeard ? only(next, { kind: 'void-all' }) : only(next);
}

/** A reading that holds takes a dose back that was released and not taken yet. */
export function heldBack({ release: _, ...state }: SessionState): SessionState {
  return { ...state, phase: state.phase === 'released' || state.phase === 'gate_passed' ? 'gate_pending' : state.phase };
}

/** What was seen: a companion who cannot look after anybody is none, and before the dose the gate is judged again. */
export function observed(state: SessionState, { payload: { sign } }: EntryOf<'observation'>): SessionState {
  const next = leavesAlone(sign) ? { ...state, isChaperonePresent: false } : state;
  return state.dosedAt === undefined && !isOver(state) && holdsDose(sign) ? heldBack(next) : next;
}

/** The phase that the clock has reached; it only moves on, and only after the dose. */
export function advanced(state: SessionState, phase: Phase): SessionState {
  const [from, to] = [ORDER.indexOf(state.phase), ORDER.indexOf(phase)];
  return from >= 0 && to > from ? { ...state, phase } : state;
}

/** The shared clock starts, once: when the dose was taken, never before it was released. */
export function dosed(state: SessionState, at: number, plan: SessionPlan): Reduced {
  if (state.dosedAt !== undefined) return only(state);
  const dosedAt = Math.max(at, state.release?.at ?? at);
  const armed = deadlinesOfDose(plan, dosedAt).map((deadline): Effect => ({ kind: 'arm', deadline }));
  return only({ ...state, phase: 'dosed', dosedAt }, ...armed);
}
