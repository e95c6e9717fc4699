import { MINUTE } from '#kernel';
import { checkDueAt, currentCheckNumber, nextVitalsOffset } from './due.js';
import type { Level } from './entry.js';
import type { SessionPlan } from './plan.js';
import type { Alert, Phase, SessionState } from './state.js';

/** `waiting` before it can be answered, `open` from a little before it is due, `amber` and `red` from the first two tiers of its ladder. */
export type DueStage = 'waiting' | 'open' | 'due' | 'amber' | 'red';
export type DueItem = Readonly<{ dueAt: number; overdueMs: number; stage: DueStage }>;

/** The shared clock of a session, as every screen shows it. Instants in epoch ms. */
export type SessionClock = Readonly<{
  phase: Phase;
  sinceDoseMs: number | null;
  nextCheck: (DueItem & Readonly<{ number: number }>) | null;
  nextVitals: (DueItem & Readonly<{ offsetMin: number }>) | null;
  /** Level of the worst open alert, or 1 while something is overdue. */
  danger: Level;
  worstAlert: Alert | null;
  nextDueAt: number | null;
}>;

type Cadence = Pick<SessionPlan['checks'], 'earlyMin' | 'ladder'>;

function dueItem(dueAt: number, { earlyMin, ladder }: Cadence, now: number): DueItem {
  const overdueMs = now - dueAt;
  const [amber, red] = [ladder.tiers[0]!.afterMin * MINUTE, (ladder.tiers[1] ?? ladder.tiers[0]!).afterMin * MINUTE];
  const stage = (): DueStage => {
    if (overdueMs >= red) return 'red';
    if (overdueMs >= amber) return 'amber';
    if (overdueMs >= 0) return 'due';
    return -overdueMs <= earlyMin * MINUTE ? 'open' : 'waiting';
  };
  return { dueAt, overdueMs, stage: stage() };
}

/** An alert that nobody has taken on weighs more than one of the same level that somebody has. */
const weight = ({ level, acknowledgedAt }: Alert): number => level * 2 + (acknowledgedAt === undefined ? 1 : 0);

/** The worst alert that is not closed. */
export const worstAlertOf = ({ alerts }: SessionState): Alert | null =>
  alerts.filter(({ closedAt }) => closedAt === undefined).sort((a, b) => weight(b) - weight(a) || a.raisedAt - b.raisedAt)[0] ??
  null;

/**
 * The shared clock at an instant.
 *
 * @param now epoch ms of the server's clock
 */
export function sessionClock(state: SessionState, plan: SessionPlan, now: number): SessionClock {
  const { dosedAt, phase } = state;
  const worstAlert = worstAlertOf(state);
  const base = { phase, worstAlert };
  if (dosedAt === undefined || state.dischargedAt !== undefined) {
    const sinceDoseMs = dosedAt === undefined ? null : now - dosedAt;
    return { ...base, sinceDoseMs, nextCheck: null, nextVitals: null, danger: worstAlert?.level ?? 0, nextDueAt: null };
  }
  const number = currentCheckNumber(state, plan, now);
  const nextCheck = { number, ...dueItem(checkDueAt(plan, dosedAt, number), plan.checks, now) };
  const offsetMin = nextVitalsOffset(state, plan);
  const nextVitals = offsetMin === undefined ? null : { offsetMin, ...dueItem(dosedAt + offsetMin * MINUTE, plan.vitals, now) };
  const isOverdue = [nextCheck, nextVitals].some((item) => item?.stage === 'amber' || item?.stage === 'red');
  const danger = Math.max(worstAlert?.level ?? 0, isOverdue ? 1 : 0) as Level;
  const nextDueAt = Math.min(nextCheck.dueAt, nextVitals?.dueAt ?? nextCheck.dueAt);
  return { ...base, sinceDoseMs: now - dosedAt, nextCheck, nextVitals, danger, nextDueAt };
}

/** Orders sessions for a board: the most dangerous first, unacknowledged before acknowledged, then by what is due next. */
export function byDanger(a: SessionClock, b: SessionClock): number {
  const unacknowledged = ({ worstAlert }: SessionClock) => (worstAlert && worstAlert.acknowledgedAt === undefined ? 1 : 0);
  return (
    b.danger - a.danger ||
    unacknowledged(b) - unacknowledged(a) ||
    (a.nextDueAt ?? Number.MAX_SAFE_INTEGER) - (b.nextDueAt ?? Number.MAX_SAFE_INTEGER)
  );
}
