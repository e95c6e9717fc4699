import type { EntryOf, GateFinding, GateItem, NewEntry } from './entry.js';
import { heldBack } from './milestones.js';
import type { Override, SessionState } from './state.js';

/**
 * What a prescriber may decide on in the live moment, and for which reason of the gate alone. Everything else holds whoever signs: consent, the
 * companion, a reading at a hold limit, a contraindication, a course that is paused. The database refuses the rest too (`gate_override_item`).
 * Source: esketamine label, a prescriber decides above 140/90; practice of US clinics: food, drink, sedatives and new medicines are the
 * prescriber's decision, and hold unless there is one.
 */
export const MAY_BE_OVERRIDDEN: Readonly<Partial<Record<GateItem, readonly string[]>>> = {
  vitals: ['still-high'],
  fasting: ['ate-too-recently', 'drank-too-recently'],
  substances: ['sedative-taken', 'alcohol-too-recently'],
  'medicines-held': ['not-as-agreed'],
  'nothing-new': ['something-new'],
};

/** Whether a prescriber may sign that a dose is taken although this holds. */
export const mayBeOverridden = ({ item, isMet, reason }: GateFinding): boolean =>
  !isMet && (MAY_BE_OVERRIDDEN[item]?.includes(reason) ?? false);

/** A finding that holds, met by what a prescriber has signed about this very reason; any other as it is. It says that it was overridden. */
export function overridden(finding: GateFinding, overrides: readonly Override[]): GateFinding {
  const signed = overrides.find(({ item, heldFor }) => item === finding.item && heldFor === finding.reason);
  if (!signed || !mayBeOverridden(finding)) return finding;
  const evidence = { ...finding.evidence, heldFor: finding.reason, overrideSeq: signed.seq, overriddenBy: signed.by };
  return { item: finding.item, isMet: true, reason: 'overridden', evidence };
}

/** The seq of what was last said or measured about an item. */
const lastWordOn = (item: GateItem, { today, readings }: SessionState): number =>
  item === 'vitals' ? Math.max(0, ...readings.map(({ seq }) => seq)) : (today?.seq ?? 0);

/** A prescriber decides about the gate that they have seen, and about nothing else: what came after it is to be judged first. */
export function refuseOverride(state: SessionState, { payload }: Extract<NewEntry, { type: 'override' }>) {
  const { gate } = state;
  if (gate?.seq !== payload.gateSeq || lastWordOn(payload.item, state) > gate.seq) return 'gate-not-seen';
  const held = gate.findings.find(({ item, reason }) => item === payload.item && reason === payload.heldFor);
  return held && mayBeOverridden(held) ? undefined : 'not-to-be-overridden';
}

/** What was signed stands for this session, until something new is said or measured about it. */
export function signedOver(state: SessionState, { seq, payload, recordedAt, author }: EntryOf<'override'>): SessionState {
  const { item, heldFor } = payload;
  const others = (state.overrides ?? []).filter((one) => one.item !== item || one.heldFor !== heldFor);
  return { ...state, overrides: [...others, { item, heldFor, seq, at: recordedAt, by: author.personId ?? '' }] };
}

/** A new reading is judged by itself: what was signed about those before it counts no more, nor does what was released on it. */
export function remeasured(state: SessionState): SessionState {
  const others = state.overrides?.filter(({ item }) => item !== 'vitals');
  if (!others || others.length === state.overrides?.length) return state;
  const next = { ...state, overrides: others };
  return state.dosedAt === undefined ? heldBack(next) : next;
}

/** Whether all that a gate was signed over for still stands. */
export const isStillSigned = ({ gate, overrides = [] }: SessionState): boolean =>
  (gate?.findings ?? [])
    .filter(({ reason }) => reason === 'overridden')
    .every(({ evidence }) => overrides.some(({ seq }) => seq === evidence['overrideSeq']));
