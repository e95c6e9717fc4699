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
  const { release, ...unreleased } = state;
  const gate = { seq, isPassed: payload.isPassed, at: recordedAt, findings: payload.findings };
  const takenBack = release && { release, at: recordedAt };
  return { ...unreleased, phase: payload.isPassed ? 'gate_passed' : 'gate_pending', gate, ...(takenBack && { takenBack }) };
}

/** What was in the patient's hand at an instant: what is released, else what was released until it was taken back after that. */
export const releaseAt = ({ release, takenBack }: SessionState, at: number): SessionState['release'] =>
  release ?? (takenBack && at < takenBack.at ? takenBack.release : undefined);

/** A dose that the prescriber has released, and that nobody has taken yet. */
export function released(state: SessionState, { seq, payload, recordedAt, author }: EntryOf<'release'>): SessionState {
  const { doseLineId, doseMg } = payload;
  if (state.dosedAt !== undefined) return state;
  const { takenBack: _, ...anew } = state;
  return { ...anew, phase: 'released', release: { seq, at: recordedAt, by: author.personId ?? '', doseLineId, doseMg } };
}

/** Nothing is due before the dose but the ladders of alerts, and a call for help outlives the plan to take a dose. */
export function aborted(state: SessionState, { recordedAt, payload }: EntryOf<'abort'>): Reduced {
  const isHeard = state.alerts.every((alert) => alert.closedAt !== undefined || alert.acknowledgedAt !== undefined);
  const next: SessionState = { ...state, phase: 'aborted_before_dose', aborted: { at: recordedAt, reason: payload.reason } };
  return isHeard ? only(next, { kind: 'void-all' }) : only(next);
}

/** A reading that holds takes a dose back that was released and not taken yet; one that was in the hand before it is for a person to judge. */
export function heldBack({ release: _, takenBack: __, ...state }: SessionState): SessionState {
  return { ...state, phase: state.phase === 'released' || state.phase === 'gate_passed' ? 'gate_pending' : state.phase };
}

/** When a dose counts as taken that is told to have been at an instant: never before it was released. Epoch ms. */
export const takenAt = (state: SessionState, at: number): number => Math.max(at, releaseAt(state, at)?.at ?? at);

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
  const release = releaseAt(state, at);
  const dosedAt = takenAt(state, at);
  const armed = deadlinesOfDose(plan, dosedAt).map((deadline): Effect => ({ kind: 'arm', deadline }));
  return only({ ...state, ...(release && { release }), phase: 'dosed', dosedAt }, ...armed);
}
