import { MINUTE } from '#kernel';
import { baselineOf } from './alert-rules.js';
import { checkDueAt } from './due.js';
import { isAttended, isInClinic } from './on-site.js';
import type { SessionPlan } from './plan.js';
import type { Reading, SessionState } from './state.js';

export type DischargeBlocker =
  | 'not-dosed'
  | 'minimum-time'
  | 'end-vitals-missing'
  | 'end-vitals-high'
  | 'oximeter-missing'
  | 'saturation-low'
  | 'chaperone-absent'
  | 'chaperone-confirmation'
  | 'staff-absent'
  | 'ride-missing'
  | 'not-handed-over'
  | 'clinician-confirmation'
  | 'check-overdue'
  | 'open-alert';

/** The earliest instant of discharge; epoch ms, undefined before the dose. */
export const dischargeFrom = ({ dosedAt }: SessionState, plan: SessionPlan): number | undefined =>
  dosedAt === undefined ? undefined : dosedAt + plan.discharge.minMin * MINUTE;

/** Whether the pressure of a reading is back: below the limits, and near the baseline by difference or by share. Source: docs/clinical-defaults.md, "End". */
export function isBack(
  reading: Reading,
  baseline: Reading | undefined,
  { belowSystolic, belowDiastolic, withinMmHg, withinPct }: SessionPlan['discharge'],
) {
  if (reading.hasSymptoms || reading.systolicMmHg >= belowSystolic || reading.diastolicMmHg >= belowDiastolic) return false;
  if (!baseline) return true;
  const above = reading.systolicMmHg - baseline.systolicMmHg;
  return above <= withinMmHg || above <= (withinPct / 100) * baseline.systolicMmHg;
}

function vitalsBlocker(state: SessionState, plan: SessionPlan, dosedAt: number): DischargeBlocker[] {
  const from = dosedAt + plan.discharge.endVitalsFromMin * MINUTE;
  const last = state.readings
    .filter(({ happenedAt }) => happenedAt >= from)
    .sort((a, b) => a.happenedAt - b.happenedAt)
    .at(-1);
  if (!last) return ['end-vitals-missing'];
  return [
    ...(isBack(last, baselineOf(state), plan.discharge) ? [] : ['end-vitals-high' as const]),
    ...saturationBlocker(last, plan),
  ];
}

function saturationBlocker({ spo2Pct }: Reading, { vitals, discharge }: SessionPlan): DischargeBlocker[] {
  if (!vitals.needsOximeter) return [];
  if (spo2Pct === undefined) return ['oximeter-missing'];
  return spo2Pct < (discharge.fromSpo2 ?? 0) ? ['saturation-low'] : [];
}

/** At home the companion is there and says that all is well; in the clinic staff are, until they have handed the patient over. */
function companyBlockers(state: SessionState, plan: SessionPlan): DischargeBlocker[] {
  const { confirmed, rideAt } = state;
  const blockers: readonly (readonly [boolean, DischargeBlocker])[] = isInClinic(plan)
    ? [
        [!isAttended(state, plan), 'staff-absent'],
        [rideAt === undefined, 'ride-missing'],
        [confirmed.handedOverAt === undefined, 'not-handed-over'],
      ]
    : [
        [!state.isChaperonePresent, 'chaperone-absent'],
        [confirmed.chaperoneAt === undefined, 'chaperone-confirmation'],
      ];
  return blockers.filter(([isBlocked]) => isBlocked).map(([, name]) => name);
}

/** Whether a check is past its grace and has been neither answered nor prompted: the sweep, which comes late, must find it. */
function isUnswept({ checks }: SessionState, plan: SessionPlan, dosedAt: number, now: number): boolean {
  const latest = now - plan.checks.ladder.tiers[0]!.afterMin * MINUTE;
  for (let number = 1; checkDueAt(plan, dosedAt, number) <= latest; number++) {
    if (!checks.some((check) => check.number === number)) return true;
  }
  return false;
}

/**
 * What stands between a patient and discharge.
 *
 * @param now epoch ms
 * @returns   every reason, none when discharge is allowed
 */
export function dischargeBlockers(state: SessionState, plan: SessionPlan, now: number): DischargeBlocker[] {
  if (state.dosedAt === undefined) return ['not-dosed'];
  const blocker = (isBlocked: boolean, name: DischargeBlocker) => (isBlocked ? [name] : []);
  return [
    ...blocker(now < dischargeFrom(state, plan)!, 'minimum-time'),
    ...vitalsBlocker(state, plan, state.dosedAt),
    ...companyBlockers(state, plan),
    ...blocker(state.confirmed.clinicianAt === undefined, 'clinician-confirmation'),
    ...blocker(isUnswept(state, plan, state.dosedAt, now), 'check-overdue'),
    ...blocker(
      state.alerts.some(({ closedAt }) => closedAt === undefined),
      'open-alert',
    ),
  ];
}
