import { DAY, MINUTE } from '#kernel';
import { type AbsorbedDose, absorbedDose, routeOf } from './absorbed-dose.js';
import type { AlertFact, CheckFact, HoldFact, ReadingFact, ScoreFact, SessionFact, VisitState } from './course-facts.js';

/** How much was taken up to an instant, and how often of late. */
export type Exposure = Readonly<{ totalMg: number; mgIn30Days: number; mgIn90Days: number; sessionsIn30Days: number }>;

/** A total at a dose, and against the one at the dose before it. `change` null: nothing to compare. */
export type OutcomeAtDose = Readonly<{ form: OutcomeForm; value: number; change: number | null }>;

export const OUTCOME_FORMS = ['phq-9', 'gad-7', 'pcl-5'] as const;
export type OutcomeForm = (typeof OUTCOME_FORMS)[number];
export type OutcomePoint = Readonly<{ form: OutcomeForm; value: number; at: number }>;

/** One dose as it was taken, and what came with it. `sinceDoseMin`: minutes since the dose, negative before it. */
export type LedgerRow = Readonly<{
  doseLineId: string;
  sessionId: string | null;
  number: number;
  doseMg: number;
  /** Against the dose before it, percent; null for the first. */
  stepPct: number | null;
  takenAt: number;
  daysSinceLast: number | null;
  absorbed: AbsorbedDose | null;
  alertSystolicMmHg: number | null;
  readings: readonly (ReadingFact & Readonly<{ sinceDoseMin: number }>)[];
  checks: readonly (CheckFact & Readonly<{ sinceDoseMin: number }>)[];
  /** Each alert once, with the highest level that it reached. */
  alerts: readonly (AlertFact & Readonly<{ sinceDoseMin: number }>)[];
  /** Why the gate did not pass at first for vitals, each once. */
  holds: readonly string[];
  outcomes: readonly OutcomeAtDose[];
  visit: VisitState | null;
  /** With this dose. */
  exposure: Exposure;
}>;

/** A session that ended at the gate. `holds`: what was unmet when it was judged last. */
export type HeldSession = Readonly<{
  sessionId: string;
  number: number;
  startsAt: number;
  holds: readonly Omit<HoldFact, 'at'>[];
}>;

export type Ledger = Readonly<{
  doses: readonly LedgerRow[];
  held: readonly HeldSession[];
  outcomes: readonly OutcomePoint[];
  exposure: Exposure;
}>;

type Taken = SessionFact & Readonly<{ takenAt: number }>;
type Dose = Pick<Taken, 'takenAt' | 'doseMg'>;

const toCents = (mg: number): number => Math.round(mg * 100);
const sumMg = (doses: readonly Dose[]): number => doses.reduce((sum, { doseMg }) => sum + toCents(doseMg), 0) / 100;

/**
 * How much was taken up to an instant, that instant included; days of 24 hours before it.
 *
 * @param doses in any order; mg and epoch ms
 * @param at    epoch ms
 */
export function exposureAt(doses: readonly Dose[], at: number): Exposure {
  const taken = doses.filter(({ takenAt }) => takenAt <= at);
  const within = (days: number) => taken.filter(({ takenAt }) => takenAt > at - days * DAY);
  return {
    totalMg: sumMg(taken),
    mgIn30Days: sumMg(within(30)),
    mgIn90Days: sumMg(within(90)),
    sessionsIn30Days: within(30).length,
  };
}

/** How far a dose lies above (or below) the one before it; percent to one decimal. */
export const stepPctOf = (doseMg: number, beforeMg: number): number => Math.round((doseMg / beforeMg - 1) * 1000) / 10;

const byTime = <T extends { at: number }>(facts: readonly T[]): T[] => [...facts].sort((a, b) => a.at - b.at);
const isOutcome = (form: string): form is OutcomeForm => OUTCOME_FORMS.some((each) => each === form);

function outcomesOf(scores: readonly ScoreFact[]): OutcomePoint[] {
  const totals = scores.filter(({ form, name }) => name === 'total' && isOutcome(form));
  return byTime(totals.map(({ form, value, at }) => ({ form: form as OutcomeForm, value, at })));
}

/** Of each form the newest total at a dose, against the newest at the dose before it. */
function outcomesAt(points: readonly OutcomePoint[], takenAt: number, before: number | null): OutcomeAtDose[] {
  return OUTCOME_FORMS.flatMap((form) => {
    const newestAt = (at: number) => points.findLast((point) => point.form === form && point.at <= at)?.value;
    const [now, last] = [newestAt(takenAt), before === null ? undefined : newestAt(before)];
    return now === undefined ? [] : [{ form, value: now, change: last === undefined ? null : now - last }];
  });
}

/** Each alert once, as grave as it became, when it was raised. */
function gravest(alerts: readonly AlertFact[]): AlertFact[] {
  const found = new Map<string, AlertFact>();
  for (const alert of byTime(alerts)) {
    const known = found.get(alert.alertId);
    found.set(alert.alertId, known ? { ...known, level: Math.max(known.level, alert.level) } : alert);
  }
  return [...found.values()];
}

const sinceDose = <T extends { at: number }>(facts: readonly T[], takenAt: number) =>
  byTime(facts).map((fact) => ({ ...fact, sinceDoseMin: Math.round((fact.at - takenAt) / MINUTE) }));

function heldOf({ sessionId, number, startsAt, holds }: SessionFact): HeldSession[] {
  const last = Math.max(...holds.map(({ at }) => at));
  if (sessionId === null || startsAt === null || !holds.length) return [];
  return [
    { sessionId, number, startsAt, holds: holds.filter(({ at }) => at === last).map(({ item, reason }) => ({ item, reason })) },
  ];
}

/**
 * The ledger of a course: every dose that was taken, in the order of time, with what came before and after it.
 *
 * It describes. Nothing in it ranks a session by what was felt in it: dissociation at session 4 went with the group that did not improve
 * (Hull et al., J Affect Disord 2022;314:59), and for esketamine it went with nothing in 576 patients.
 *
 * @param facts sessions and scores of one patient, in any order
 * @param now   epoch ms
 */
export function doseLedger(
  facts: Readonly<{ sessions: readonly SessionFact[]; scores: readonly ScoreFact[] }>,
  now: number,
): Ledger {
  const taken = facts.sessions.filter((session): session is Taken => session.takenAt !== null);
  const inOrder = taken.sort((a, b) => a.takenAt - b.takenAt || a.doseLineId.localeCompare(b.doseLineId));
  const outcomes = outcomesOf(facts.scores);
  return {
    doses: inOrder.map((dose, i) => rowOf(dose, inOrder.slice(0, i), outcomes)),
    held: facts.sessions.filter(({ takenAt, abortedAt }) => takenAt === null && abortedAt !== null).flatMap(heldOf),
    outcomes,
    exposure: exposureAt(inOrder, now),
  };
}

function rowOf(dose: Taken, earlier: readonly Taken[], outcomes: readonly OutcomePoint[]): LedgerRow {
  const { takenAt, doseMg, template } = dose;
  const last = earlier.at(-1) ?? null;
  return {
    ...{ doseLineId: dose.doseLineId, sessionId: dose.sessionId, number: dose.number, doseMg, takenAt },
    stepPct: last && stepPctOf(doseMg, last.doseMg),
    daysSinceLast: last && Math.floor((takenAt - last.takenAt) / DAY),
    absorbed: absorbedDose(routeOf(template), doseMg),
    alertSystolicMmHg: dose.alertSystolicMmHg,
    readings: sinceDose(dose.readings, takenAt),
    checks: sinceDose(dose.checks, takenAt),
    alerts: sinceDose(gravest(dose.alerts), takenAt),
    holds: [...new Set(dose.holds.filter(({ item }) => item === 'vitals').map(({ reason }) => reason))],
    outcomes: outcomesAt(outcomes, takenAt, last?.takenAt ?? null),
    visit: dose.visit?.state ?? null,
    exposure: exposureAt([...earlier, dose], takenAt),
  };
}
