import { MINUTE } from '#kernel';
import { baselineOf } from './alert-rules.js';
import { isBack } from './discharge.js';
import { checkDeadline, checkDueAt, isAnswered, vitalsDeadline, vitalsOffsets } from './due.js';
import { type Effect, only, type Reduced } from './effect.js';
import type { Entry, EntryOf, EntryPayloads } from './entry.js';
import { isHold } from './gate.js';
import { checkRef, plannedVitalsRef } from './ladder.js';
import { begun, heldBack, isOver } from './milestones.js';
import { remeasured } from './overrides.js';
import type { SessionPlan } from './plan.js';
import type { Check, CheckState, SessionState } from './state.js';

/** Closes the alert of something that was answered, as long as it has only prompted. */
function answeredPrompt(state: SessionState, ref: string): Effect[] {
  const alert = state.alerts.find(({ id }) => id === ref);
  return [
    { kind: 'void', ref },
    ...(alert && alert.closedAt === undefined ? [{ kind: 'close', alertId: ref, reason: 'answered' } as const] : []),
  ];
}

/** The same item answered: late once it had prompted, and escalated for good once it had climbed. A second answer changes nothing. */
function answer(known: Check, { happenedAt, recordedAt }: Entry): Check {
  if (isAnswered(known)) return known;
  const state: CheckState = known.state === 'escalated' ? 'escalated' : known.state === 'overdue' ? 'late' : 'done';
  return { ...known, state, happenedAt, recordedAt };
}

const withItem = (items: readonly Check[], item: Check): Check[] =>
  [...items.filter(({ number }) => number !== item.number), item].sort((a, b) => a.number - b.number);

/** A safety check that somebody has made: it is met, and the next one becomes due. */
export function checked(state: SessionState, entry: EntryOf<'safety-check'>, plan: SessionPlan): Reduced {
  if (state.dosedAt === undefined) return only(state);
  const { number, isVomiting } = entry.payload;
  const dueAt = checkDueAt(plan, state.dosedAt, number);
  const known = state.checks.find((check) => check.number === number) ?? { number, dueAt, state: 'due' };
  const check = answer(known, entry);
  const next: SessionState = { ...state, checks: withItem(state.checks, check), hasVomited: state.hasVomited || isVomiting };
  if (isOver(state)) return only(next);
  // Its own deadline is armed too, to be voided: a sweep that comes late must find it settled.
  const armed = [number, number + 1].map((due): Effect => ({ kind: 'arm', deadline: checkDeadline(plan, state.dosedAt!, due) }));
  return only(next, ...armed, ...(check.state === 'escalated' ? [] : answeredPrompt(state, checkRef(number))));
}

/** A reading: before the dose one for the gate, after it one that meets what was planned for its time. */
export function measured(state: SessionState, entry: EntryOf<'vitals'>, plan: SessionPlan): Reduced {
  const { seq, happenedAt, recordedAt, payload } = entry;
  const next = { ...begun(remeasured(state)), readings: [...state.readings, { ...payload, seq, happenedAt, recordedAt }] };
  const { dosedAt } = state;
  if (dosedAt === undefined) return only(isHold(payload, plan.gate) ? heldBack(next) : next);
  const offsets = plan.vitals.needsOximeter && payload.spo2Pct === undefined ? [] : vitalsOffsets(state, plan);
  const met = offsets
    .filter((offset) => happenedAt >= dosedAt + (offset - earlyFor(offset, plan)) * MINUTE)
    .map((offset) => ({ offset, known: state.plannedVitals.find(({ number }) => number === offset) }))
    .filter(({ known }) => !known || !isAnswered(known));
  const items = met.map(({ offset, known }) =>
    answer(known ?? { number: offset, dueAt: dosedAt + offset * MINUTE, state: 'due' }, entry),
  );
  const prompts = items
    .filter((item) => item.state !== 'escalated')
    .flatMap(({ number }) => answeredPrompt(state, plannedVitalsRef(number)));
  return measuredAgain({ ...next, plannedVitals: items.reduce(withItem, state.plannedVitals) }, prompts, dosedAt, plan);
}

/** A reading that followed from another one is not met by that one a second time. */
const earlyFor = (offset: number, { vitals: { offsetsMin, earlyMin, untilFallen } }: SessionPlan): number =>
  untilFallen && !offsetsMin.includes(offset) ? Math.min(earlyMin, untilFallen.everyMin / 2) : earlyMin;

/** The newest reading is not back: the next one is due soon, whatever else is planned. */
function measuredAgain(state: SessionState, effects: readonly Effect[], dosedAt: number, plan: SessionPlan): Reduced {
  const { untilFallen } = plan.vitals;
  const reading = state.readings.at(-1)!;
  const sinceMin = (reading.happenedAt - dosedAt) / MINUTE;
  if (!untilFallen || sinceMin < untilFallen.fromMin) return only(state, ...effects);
  const isNewest = state.readings.every(({ happenedAt }) => happenedAt <= reading.happenedAt);
  if (!isNewest || isBack(reading, baselineOf(state), plan.discharge)) return only(state, ...effects);
  const dueMin = Math.ceil(sinceMin) + untilFallen.everyMin;
  const isPlanned = vitalsOffsets(state, plan).some((offset) => offset > sinceMin && offset <= dueMin && !isMet(state, offset));
  if (isPlanned) return only(state, ...effects);
  const moreVitals = [...(state.moreVitals ?? []), dueMin];
  return only({ ...state, moreVitals }, ...effects, { kind: 'arm', deadline: vitalsDeadline(plan, dosedAt, dueMin) });
}

const isMet = ({ plannedVitals }: SessionState, offset: number): boolean =>
  plannedVitals.some(({ number, ...planned }) => number === offset && isAnswered(planned));

/** A missed check or reading: prompted at the first tier, escalated from level 2 on. */
export function prompted(state: SessionState, { kind, level, number }: EntryPayloads['alert'], plan: SessionPlan): SessionState {
  if (state.dosedAt === undefined || number === undefined) return state;
  const mark = (items: readonly Check[], dueAt: number): Check[] => {
    const known = items.find((item) => item.number === number) ?? { number, dueAt, state: 'due' };
    const escalated = level >= 2 || known.state === 'escalated';
    return withItem(items, { ...known, state: escalated ? 'escalated' : isAnswered(known) ? known.state : 'overdue' });
  };
  if (kind === 'missed-check') return { ...state, checks: mark(state.checks, checkDueAt(plan, state.dosedAt, number)) };
  if (kind === 'missed-vitals') return { ...state, plannedVitals: mark(state.plannedVitals, state.dosedAt + number * MINUTE) };
  return state;
}
