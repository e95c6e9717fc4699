import { alertOf, isWorse } from './alert-rules.js';
import { acknowledged, alerted, closed } from './climb.js';
import { awaited, relieved } from './companion.js';
import { contacted } from './contact.js';
import { only, type Reduced } from './effect.js';
import type { Entry, EntryOf } from './entry.js';
import { aborted, advanced, begun, dosed, judged, observed, released } from './milestones.js';
import { arrived, left } from './on-site.js';
import { signedOver } from './overrides.js';
import { waited } from './patience.js';
import type { SessionPlan } from './plan.js';
import type { SessionState } from './state.js';
import { answeredToday } from './today.js';
import { checked, measured } from './watch.js';

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

/**
 * What a log means after one more entry, and what the server must do with it.
 *
 * Pure and total: server and browser fold the same entries to the same state, and no order of entries makes it throw.
 *
 * @param plan frozen plan of the session
 */
export function reduce(before: SessionState, entry: Entry, plan: SessionPlan): Reduced {
  const contacts = contacted(before.contacts, entry);
  const meant = meaning({ ...before, seq: entry.seq, ...(contacts && { contacts }) }, entry, plan);
  const { state, effects } = waited(meant, entry, plan);
  const raised = alertOf(entry, before, plan);
  if (!raised) return { state, effects };
  const alert = { alertId: `${entry.type}-${entry.seq}`, ...raised, tier: 1 } as const;
  return { state, effects: [...effects, { kind: 'raise', alert }] };
}

/** Folds entries in order. @param from a state to go on from, for example a stored snapshot */
export const replay = (plan: SessionPlan, entries: readonly Entry[], from: SessionState = EMPTY): SessionState =>
  entries.reduce((state, entry) => reduce(state, entry, plan).state, from);

function meaning(state: SessionState, entry: Entry, plan: SessionPlan): Reduced {
  switch (entry.type) {
    case 'arrival':
      return only({ ...begun(awaited(state)), arrivedAt: state.arrivedAt ?? entry.happenedAt, isChaperonePresent: true });
    case 'chaperone-left':
      return only({ ...state, isChaperonePresent: false, companionOutSince: state.companionOutSince ?? entry.happenedAt });
    case 'companion-on-duty':
      return only(relieved(state, entry));
    case 'staff-arrival':
    case 'staff-left':
    case 'ride-arranged':
    case 'handed-over':
      return only(inClinic(state, entry));
    case 'vitals':
      return measured(state, entry, plan);
    case 'today-answers':
    case 'identity-confirmed':
    case 'override':
      return only(beforeDose(begun(state), entry));
    case 'gate':
      return only(judged(state, entry));
    case 'release':
      return only(released(state, entry));
    case 'dose-taken':
      return dosed(state, entry.happenedAt, plan);
    case 'phase':
      return only(advanced(state, entry.payload.phase));
    case 'safety-check':
      return checked(state, entry, plan);
    case 'help':
      return only(state);
    case 'observation':
      return only(observed(state, entry));
    case 'question':
    case 'answer':
      return only(questioned(state, entry));
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

/** What is asked on the day of a dose, and what is decided about it. */
function beforeDose(state: SessionState, entry: EntryOf<'today-answers'> | EntryOf<'identity-confirmed'> | EntryOf<'override'>) {
  if (entry.type === 'today-answers') return answeredToday(state, entry);
  return entry.type === 'override'
    ? signedOver(state, entry)
    : { ...state, identifiedAt: Math.max(state.identifiedAt ?? 0, entry.happenedAt) };
}

type InClinic = EntryOf<'staff-arrival'> | EntryOf<'staff-left'> | EntryOf<'ride-arranged'> | EntryOf<'handed-over'>;

/** Who is with the patient in the clinic, and who takes them home. */
function inClinic(state: SessionState, entry: InClinic): SessionState {
  switch (entry.type) {
    case 'staff-arrival':
      return arrived(begun(state), entry);
    case 'staff-left':
      return left(state, entry);
    case 'ride-arranged':
      return { ...begun(state), rideAt: entry.happenedAt };
    case 'handed-over':
      return { ...state, confirmed: { ...state.confirmed, handedOverAt: entry.happenedAt } };
  }
}

const questioned = (state: SessionState, entry: EntryOf<'question'> | EntryOf<'answer'>): SessionState =>
  entry.type === 'answer' ? answered(state, entry) : { ...state, question: { seq: entry.seq, askedAt: entry.happenedAt } };

/** The worst answer to a question stands: whoever has said that they are fine may still find that they are not. */
function answered(state: SessionState, { payload, happenedAt }: EntryOf<'answer'>): SessionState {
  const { question } = state;
  if (question?.seq !== payload.questionSeq || !isWorse(payload.answer, question.answer)) return state;
  return { ...state, question: { ...question, answer: payload.answer, answeredAt: happenedAt } };
}

/** The companion confirms on their phone, or on the telephone through a clinician. */
const confirmation = ({ author, happenedAt, payload }: EntryOf<'discharge-confirmation'>) =>
  author.role === 'chaperone' || payload.byPhone ? { chaperoneAt: happenedAt } : { clinicianAt: happenedAt };
