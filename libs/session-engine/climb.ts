import { only, type Reduced } from './effect.js';
import type { AlertKind, EntryOf, Level } from './entry.js';
import { ladderOf, tierDeadline } from './ladder.js';
import type { SessionPlan } from './plan.js';
import type { Alert, SessionState } from './state.js';
import { prompted } from './watch.js';

/** Alerts whose first tier a deadline of their own raises: the sweep calls their people, and arms what follows. */
const BY_DEADLINE: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'missed-check',
  'missed-vitals',
  'unwatched',
  'alone',
  'unsettled',
  'undischarged',
]);

/** An alert that is raised or climbs. One that an entry raised calls its people at once, and its next tier is armed here. */
export function alerted(state: SessionState, entry: EntryOf<'alert'>, plan: SessionPlan): Reduced {
  const { alertId, kind, level, tier } = entry.payload;
  const known = state.alerts.find(({ id }) => id === alertId);
  const alert = climbed(known, entry);
  const alerts = known ? state.alerts.map((other) => (other === known ? alert : other)) : [...state.alerts, alert];
  const next = prompted({ ...state, alerts }, entry.payload, plan);
  if (BY_DEADLINE.has(kind) || tier !== 1) return only(next);
  const about = { kind: 'alert', ref: alertId } as const;
  const deadline = tierDeadline(ladderOf(plan, kind, level), 2, entry.recordedAt, about, level);
  return only(next, { kind: 'page', alertId, tier }, { kind: 'arm', deadline });
}

function climbed(known: Alert | undefined, { payload, recordedAt }: EntryOf<'alert'>): Alert {
  const { alertId, kind, level, tier, number } = payload;
  if (!known) {
    const numbered = number === undefined ? {} : { number };
    return { id: alertId, kind, level, startLevel: level, tier, raisedAt: recordedAt, climbedAt: recordedAt, ...numbered };
  }
  return { ...known, level: Math.max(known.level, level) as Level, tier: Math.max(known.tier, tier), climbedAt: recordedAt };
}

/** A person has taken the alert on: it climbs no more. The first one stands. */
export function acknowledged(state: SessionState, { payload, author, recordedAt }: EntryOf<'acknowledgement'>): Reduced {
  const alerts = state.alerts.map((alert) =>
    alert.id === payload.alertId && alert.acknowledgedAt === undefined && author.personId !== null
      ? { ...alert, acknowledgedAt: recordedAt, acknowledgedBy: author.personId }
      : alert,
  );
  return only({ ...state, alerts }, { kind: 'void', ref: payload.alertId });
}

/** The alert is over. */
export function closed(state: SessionState, { payload, recordedAt }: EntryOf<'alert-closed'>): Reduced {
  const alerts = state.alerts.map((alert) =>
    alert.id === payload.alertId && alert.closedAt === undefined
      ? { ...alert, closedAt: recordedAt, closeReason: payload.reason }
      : alert,
  );
  return only({ ...state, alerts }, { kind: 'void', ref: payload.alertId });
}
