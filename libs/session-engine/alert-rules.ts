import type { AlertKind, Entry, EntryOf, Level, PatientAnswer, SafetyCheck, Vitals } from './entry.js';
import { leavesNobody } from './on-site.js';
import type { SessionPlan } from './plan.js';
import { SIGN_LEVELS } from './signs.js';
import type { Reading, SessionState } from './state.js';

type Raised = Readonly<{ kind: AlertKind; level: Level }>;

/** The reading that rises are measured against: the last one taken before the dose, whenever it arrived. */
export function baselineOf({ readings, dosedAt }: SessionState): Reading | undefined {
  let last: Reading | undefined;
  for (const reading of readings) {
    if (dosedAt !== undefined && reading.happenedAt > dosedAt) continue;
    if (last === undefined || reading.happenedAt >= last.happenedAt) last = reading;
  }
  return last;
}

/** The level that a reading calls for; 0 is none. Source: docs/clinical-defaults.md, "During the session". */
export function vitalsLevel(vitals: Vitals, baseline: Vitals | undefined, limits: SessionPlan['inSession']): Level {
  const { systolicMmHg, diastolicMmHg, heartRateBpm, spo2Pct = 100, hasSymptoms } = vitals;
  const isCrisis = systolicMmHg >= limits.emergencySystolic || diastolicMmHg >= limits.emergencyDiastolic;
  if (spo2Pct < limits.emergencySpo2 || (isCrisis && hasSymptoms)) return 4;
  if (isCrisis) return 3;
  const hasRisen =
    baseline !== undefined &&
    (systolicMmHg - baseline.systolicMmHg > limits.riseSystolic || diastolicMmHg - baseline.diastolicMmHg > limits.riseDiastolic);
  const isHigh = systolicMmHg >= limits.alertSystolic || diastolicMmHg >= limits.alertDiastolic;
  const { alertHeartRate = Number.POSITIVE_INFINITY, alertBelowHeartRate = 0 } = limits;
  const isPulseOff = heartRateBpm >= alertHeartRate || heartRateBpm < alertBelowHeartRate;
  return hasSymptoms || hasRisen || isHigh || isPulseOff || spo2Pct < limits.alertSpo2 ? 2 : 0;
}

/**
 * The level that the answers of a safety check call for. `response` reads as MOAA/S: only loud is 3, only shaken 2, none 1 or less.
 * Source: docs/clinical-defaults.md, "Levels".
 *
 * @param vomitedBefore whether an earlier check of the session told of vomiting
 */
export function checkLevel({ breathing, response, isUpset, isVomiting }: SafetyCheck, vomitedBefore: boolean): Level {
  if (breathing !== 'normal' || response === 'only-shaken' || response === 'none') return 4;
  if (response === 'only-loud') return 3;
  if (isVomiting && vomitedBefore) return 2;
  return isVomiting || isUpset || response === 'slow' ? 1 : 0;
}

const HELP_LEVEL = { therapist: 1, prescriber: 2, emergency: 4 } as const;

/** A patient who is not sure wants a look; one who answers that they need help is heard as if they had pressed the button. */
const ANSWER_LEVEL = { fine: 0, 'not-sure': 1, help: 2 } as const;

/** Whether an answer of the patient is worse than the one before it, or the first one. */
export const isWorse = (answer: PatientAnswer, before: PatientAnswer | undefined): boolean =>
  before === undefined || ANSWER_LEVEL[answer] > ANSWER_LEVEL[before];

/** Before the dose the gate answers what is merely high; a crisis is one at any time. */
function readingLevel({ payload, happenedAt }: EntryOf<'vitals'>, before: SessionState, { inSession }: SessionPlan): Level {
  if (before.dosedAt !== undefined && happenedAt >= before.dosedAt) return vitalsLevel(payload, baselineOf(before), inSession);
  const level = vitalsLevel(payload, undefined, inSession);
  return level >= 3 ? level : 0;
}

/** The alert that an entry raises by itself, if it does. `before` is the state without the entry. */
export function alertOf(entry: Entry, before: SessionState, plan: SessionPlan): Raised | undefined {
  const raised = (kind: AlertKind, level: Level) => (level > 0 ? { kind, level } : undefined);
  switch (entry.type) {
    case 'help':
      return raised('help', HELP_LEVEL[entry.payload.asked]);
    case 'observation':
      return raised('observation', SIGN_LEVELS[entry.payload.sign]);
    case 'answer':
      return isWorse(entry.payload.answer, before.question?.answer)
        ? raised('patient-answer', ANSWER_LEVEL[entry.payload.answer])
        : undefined;
    case 'chaperone-left':
      return before.dosedAt === undefined ? undefined : raised('chaperone-left', 2);
    case 'staff-left':
      return leavesNobody(entry, before, plan) ? raised('staff-left', 3) : undefined;
    case 'dose-taken':
      return before.release === undefined ? raised('dose-refused', 3) : undefined;
    case 'vitals':
      return raised('vitals', readingLevel(entry, before, plan));
    case 'safety-check':
      return raised('safety-check', checkLevel(entry.payload, before.hasVomited));
    default:
      return undefined;
  }
}
