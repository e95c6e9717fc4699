import { alertOf } from './alert-rules.js';
import { acknowledged, alerted, closed } from './climb.js';
import { awaited, relieved } from './companion.js';
import { contacted } from './contact.js';
import { only, type Reduced } from './effect.js';
import type { Entry } from './entry.js';
import { aborted, advanced, begun, dosed, judged, released } from './milestones.js';
import type { SessionPlan } from './plan.js';
import type { SessionState } from './state.js';
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
  const { state, effects } = meaning({ ...before, seq: entry.seq, ...(contacts && { contacts }) }, entry, plan);
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
    case 'vitals':
      return measured(state, entry, plan);
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

const confirmation = ({ author, happenedAt }: Entry) =>
  author.role === 'chaperone' ? { chaperoneAt: happenedAt } : { clinicianAt: happenedAt };
