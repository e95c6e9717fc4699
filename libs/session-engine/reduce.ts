import { MINUTE } from '#kernel';
import { alertOf } from './alert-rules.js';
import { checkDeadline, checkDueAt, deadlinesOfDose, isAnswered } from './due.js';
import type { DeadlineKind, Effect } from './effect.js';
import type { AlertKind, Entry, EntryPayloads, Level } from './entry.js';
import { isHold } from './gate.js';
import { checkRef, ladderOf, plannedVitalsRef, tierDeadline } from './ladder.js';
import type { SessionPlan } from './plan.js';
import type { Alert, Check, CheckState, Phase, SessionState } from './state.js';

export type Reduced = Readonly<{ state: SessionState; effects: readonly Effect[] }>;
type Of<T extends Entry['type']> = Extract<Entry, { type: T }>;

const EMPTY: SessionState = {
  seq: 0,
  phase: 'scheduled',
  isChaperonePresent: false,
  readings: [],
  checks: [],
  plannedVitals: [],
  alerts: [],
  hasVomited: false,
  confirmed: {},
};

/** The meaning of an empty log. */
export const initialState = (): SessionState => EMPTY;

const ORDER: readonly Phase[] = ['dosed', 'onset', 'journey', 'emergence', 'recovery', 'release_check', 'released_home'];
const isOver = ({ phase }: SessionState) => phase === 'released_home' || phase === 'aborted_before_dose';
const only = (state: SessionState, ...effects: Effect[]): Reduced => ({ state, effects });

/**
 * What a log means after one more entry, and what the server must do with it.
 *
 * Pure and total: server and browser fold the same entries to the same state, and no order of entries makes it throw.
 *
 * @param plan frozen plan of the session
 */
export function reduce(before: SessionState, entry: Entry, plan: SessionPlan): Reduced {
  const { state, effects } = meaning({ ...before, seq: entry.seq }, entry, plan);
  const raised = alertOf(entry, before, plan);
  if (!raised) return { state, effects };
  const alert = { alertId: `${entry.type}-${entry.seq}`, ...raised, tier: 1 } as const;
  return { state, effects: [...effects, { kind: 'raise', alert }] };
}

/** Folds entries in order. @param from a state to go on from, for example a stored snapshot */
export const replay = (plan: SessionPlan, entries: readonly Entry[], from: SessionState = EMPTY): SessionState =>
  entries.reduce((state, entry) => reduce(state, entry, plan).state, from);

function meaning(state: SessionState, entry: Entry, plan: SessionPlan): Reduced {
  const at = entry.happenedAt;
  switch (entry.type) {
    case 'arrival':
      return only({ ...before(state, 'pre_check'), arrivedAt: state.arrivedAt ?? at, isChaperonePresent: true });
    case 'chaperone-left':
      return only({ ...state, isChaperonePresent: false });
    case 'vitals':
      return measured(state, entry, plan);
    case 'gate':
      return only(judged(state, entry));
    case 'release': {
      const { doseLineId, doseMg } = entry.payload;
      const release = { seq: entry.seq, at: entry.recordedAt, by: entry.author.personId ?? '', doseLineId, doseMg };
      return only(state.dosedAt === undefined ? { ...state, phase: 'released', release } : state);
    }
    case 'dose-taken':
      return dosed(state, at, plan);
    case 'phase':
      return only(advanced(state, entry.payload.phase));
    case 'safety-check':
      return checked(state, entry, plan);
    case 'help':
      return only(state);
    case 'alert':
      return alerted(state, entry, plan);
    case 'acknowledgement':
      return acknowledged(state, entry);
    case 'alert-closed':
      return closed(state, entry);
    case 'discharge-confirmation':
      return only({ ...state, confirmed: { ...state.confirmed, ...confirmation(entry) } });
    case 'discharge':
      return only({ ...state, phase: 'released_home', dischargedAt: entry.recordedAt }, { kind: 'void-all' });
    case 'abort':
      return aborted(state, entry);
  }
}

/** Moves on to a phase before the dose, never back from a later one. */
const before = (state: SessionState, phase: Phase): SessionState => (state.phase === 'scheduled' ? { ...state, phase } : state);

const confirmation = ({ author, happenedAt }: Entry) =>
  author.role === 'chaperone' ? { chaperoneAt: happenedAt } : { clinicianAt: happenedAt };

function judged(state: SessionState, { seq, payload, recordedAt }: Of<'gate'>): SessionState {
  if (state.dosedAt !== undefined || isOver(state)) return state;
  const { release: _, ...unreleased } = state;
  const gate = { seq, isPassed: payload.isPassed, at: recordedAt, findings: payload.findings };
  return { ...unreleased, phase: payload.isPassed ? 'gate_passed' : 'gate_pending', gate };
}

/** Nothing is due before the dose but the ladders of alerts, and a call for help outlives the plan to take a dose. */
function aborted(state: SessionState, { recordedAt, payload }: Of<'abort'>): Reduced {
  const isHeard = state.alerts.every((alert) => alert.closedAt !== undefined || alert.acknowledgedAt !== undefined);
  const next: SessionState = { ...state, phase: 'aborted_before_dose', aborted: { at: recordedAt, reason: payload.reason } };
  return isHeard ? only(next, { kind: 'void-all' }) : only(next);
}

/** A reading that holds takes a dose back that was released and not taken yet. */
function heldBack({ release: _, ...state }: SessionState): SessionState {
  return { ...state, phase: state.phase === 'released' || state.phase === 'gate_passed' ? 'gate_pending' : state.phase };
}

function advanced(state: SessionState, phase: Phase): SessionState {
  const [from, to] = [ORDER.indexOf(state.phase), ORDER.indexOf(phase)];
  return from >= 0 && to > from ? { ...state, phase } : state;
}

function dosed(state: SessionState, at: number, plan: SessionPlan): Reduced {
  if (state.dosedAt !== undefined) return only(state);
  const dosedAt = Math.max(at, state.release?.at ?? at);
  const armed = deadlinesOfDose(plan, dosedAt).map((deadline): Effect => ({ kind: 'arm', deadline }));
  return only({ ...state, phase: 'dosed', dosedAt }, ...armed);
}

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

function checked(state: SessionState, entry: Of<'safety-check'>, plan: SessionPlan): Reduced {
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

function measured(state: SessionState, entry: Of<'vitals'>, plan: SessionPlan): Reduced {
  const { seq, happenedAt, recordedAt, payload } = entry;
  const next = { ...before(state, 'pre_check'), readings: [...state.readings, { ...payload, seq, happenedAt, recordedAt }] };
  const { dosedAt } = state;
  if (dosedAt === undefined) return only(isHold(payload, plan.gate) ? heldBack(next) : next);
  const met = plan.vitals.offsetsMin
    .filter((offset) => happenedAt >= dosedAt + (offset - plan.vitals.earlyMin) * MINUTE)
    .map((offset) => ({ offset, known: state.plannedVitals.find(({ number }) => number === offset) }))
    .filter(({ known }) => !known || !isAnswered(known));
  const items = met.map(({ offset, known }) =>
    answer(known ?? { number: offset, dueAt: dosedAt + offset * MINUTE, state: 'due' }, entry),
  );
  const prompts = items
    .filter((item) => item.state !== 'escalated')
    .flatMap(({ number }) => answeredPrompt(state, plannedVitalsRef(number)));
  return only({ ...next, plannedVitals: items.reduce(withItem, state.plannedVitals) }, ...prompts);
}

const deadlineKind = (kind: AlertKind): DeadlineKind =>
  kind === 'missed-check' ? 'check' : kind === 'missed-vitals' ? 'vitals' : 'alert';

function alerted(state: SessionState, entry: Of<'alert'>, plan: SessionPlan): Reduced {
  const { alertId, kind, level, tier } = entry.payload;
  const known = state.alerts.find(({ id }) => id === alertId);
  const alert = climbed(known, entry);
  const alerts = known ? state.alerts.map((other) => (other === known ? alert : other)) : [...state.alerts, alert];
  const next = prompted({ ...state, alerts }, entry.payload, plan);
  if (deadlineKind(kind) !== 'alert' || tier !== 1) return only(next);
  const about = { kind: 'alert', ref: alertId } as const;
  const deadline = tierDeadline(ladderOf(plan, kind, level), 2, entry.recordedAt, about, level);
  return only(next, { kind: 'page', alertId, tier }, { kind: 'arm', deadline });
}

function climbed(known: Alert | undefined, { payload, recordedAt }: Of<'alert'>): Alert {
  const { alertId, kind, level, tier, number } = payload;
  if (!known) {
    const numbered = number === undefined ? {} : { number };
    return { id: alertId, kind, level, startLevel: level, tier, raisedAt: recordedAt, climbedAt: recordedAt, ...numbered };
  }
  return { ...known, level: Math.max(known.level, level) as Level, tier: Math.max(known.tier, tier), climbedAt: recordedAt };
}

/** A missed check or reading: prompted at the first tier, escalated from level 2 on. */
function prompted(state: SessionState, { kind, level, number }: EntryPayloads['alert'], plan: SessionPlan): SessionState {
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

function acknowledged(state: SessionState, { payload, author, recordedAt }: Of<'acknowledgement'>): Reduced {
  const alerts = state.alerts.map((alert) =>
    alert.id === payload.alertId && alert.acknowledgedAt === undefined && author.personId !== null
      ? { ...alert, acknowledgedAt: recordedAt, acknowledgedBy: author.personId }
      : alert,
  );
  return only({ ...state, alerts }, { kind: 'void', ref: payload.alertId });
}

function closed(state: SessionState, { payload, recordedAt }: Of<'alert-closed'>): Reduced {
  const alerts = state.alerts.map((alert) =>
    alert.id === payload.alertId && alert.closedAt === undefined
      ? { ...alert, closedAt: recordedAt, closeReason: payload.reason }
      : alert,
  );
  return only({ ...state, alerts }, { kind: 'void', ref: payload.alertId });
}
