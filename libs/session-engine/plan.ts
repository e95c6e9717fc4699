import type { Level, StaffRole, TimedPhase } from './entry.js';

/** Limits of the pre-dose gate. Pressure in mmHg, heart rate in beats a minute, saturation in percent. */
export type GateLimits = Readonly<{
  /** At or above: rest and measure again. */
  reviewSystolic: number;
  reviewDiastolic: number;
  reviewHeartRate: number;
  /** At or above: no dose today. */
  holdSystolic: number;
  holdDiastolic: number;
  holdHeartRate: number;
  /** Below: no dose today. */
  holdBelowSystolic: number;
  holdBelowHeartRate: number;
  holdBelowSpo2: number;
  /** A reading older than this is no evidence. */
  vitalsMaxAgeMin: number;
  /** Rest between a reading to review and the next one that counts. */
  repeatWaitMin: number;
  /** How many readings may follow the first one to review; still high after them is a hold. */
  maxRepeats: number;
}>;

/** What is asked of the day of a dose. Whole hours; under the least of them nobody may decide otherwise. */
export type TodayRules = Readonly<{
  solidsHours: number;
  leastSolidsHours: number;
  liquidsHours: number;
  leastLiquidsHours: number;
  alcoholHours: number;
  sedativesHours: number;
  /** Answers older than this are no evidence. */
  answersMaxAgeMin: number;
}>;

/** Where a session takes place. */
export type Setting = 'home' | 'clinic';

/** Whom a tier of the ladder calls. `on-site`: the staff who are with the patient in the clinic. */
export type Audience = 'chaperone' | 'on-site' | 'therapist' | 'prescriber' | 'on-call' | 'physician' | 'admin';

/** One step of a ladder; `afterMin` counts from when the thing was due or the alert was raised. */
export type LadderTier = Readonly<{ afterMin: number; level: Level; calls: readonly Audience[] }>;

/**
 * Tiers rise in time and level. The last one is called again until a person acknowledges: after each of `repeatMin` minutes in turn,
 * then every last of them.
 */
export type Ladder = Readonly<{ tiers: readonly LadderTier[]; repeatMin: readonly number[] }>;

/** Ladders of what does not end by itself; their minutes count from its beginning. */
export type Patience = Readonly<{
  /** The companion has left, and nobody is there again. */
  alone: Ladder;
  /** Panic, or somebody who is upset, and no calm since. */
  unsettled: Ladder;
  /** The dose was taken, and there is no discharge. */
  undischarged: Ladder;
}>;

/** What a signed protocol version says about a live session: frozen when the session opens, read by server and browser alike. */
export type SessionPlan = Readonly<{
  /** Name and version of the template that it was signed from. */
  version: string;
  /** Plans that were frozen before there was another one say nothing: theirs are sessions at home. */
  setting?: Setting;
  /** In the clinic: one person of one of these roles has to be with the patient from the gate to the discharge. */
  onSite?: Readonly<{ roles: readonly StaffRole[] }>;
  /** What is reported after the session. */
  monitoringForm?: 'rems';
  gate: GateLimits;
  /** Absent from plans that were signed before it was asked for: `todayRulesOf` says what holds then. */
  today?: TodayRules | undefined;
  /** How long a released dose may wait to be taken. */
  releaseValidMin: number;
  /** Rising. */
  phases: readonly Readonly<{ phase: TimedPhase; offsetMin: number }>[];
  checks: Readonly<{ firstMin: number; everyMin: number; earlyMin: number; ladder: Ladder }>;
  /** Planned readings after the dose; rising. */
  vitals: Readonly<{
    offsetsMin: readonly number[];
    earlyMin: number;
    ladder: Ladder;
    /** A reading without the saturation of a pulse oximeter meets nothing. */
    needsOximeter?: boolean;
    /** As long as a reading from `fromMin` on is not back, the next one is due `everyMin` after it. */
    untilFallen?: Readonly<{ fromMin: number; everyMin: number }>;
  }>;
  /** For everything that a person or a reading raises: tier 1 is called at once. One ladder per level at which it starts. */
  alerts: Readonly<{ watch: Ladder; clinicianNow: Ladder; urgent?: Ladder | undefined; emergency: Ladder }>;
  /** `urgent` and this are absent from plans that were signed before they were asked for: `patienceOf` and `ladderOf` say what holds then. */
  patience?: Patience | undefined;
  /** After so many seconds of real time without a clinician's screen that proves that it shows the session, the ladder begins. */
  watch: Readonly<{ leaseSec: number; ladder: Ladder }>;
  inSession: Readonly<{
    riseSystolic: number;
    riseDiastolic: number;
    alertSystolic: number;
    alertDiastolic: number;
    emergencySystolic: number;
    emergencyDiastolic: number;
    alertSpo2: number;
    emergencySpo2: number;
    /** Beats a minute, at or above; and below. */
    alertHeartRate?: number;
    alertBelowHeartRate?: number;
  }>;
  discharge: Readonly<{
    minMin: number;
    /** End vitals count from this offset on. */
    endVitalsFromMin: number;
    belowSystolic: number;
    belowDiastolic: number;
    withinMmHg: number;
    withinPct: number;
    /** Percent; asked where the plan asks for an oximeter. */
    fromSpo2?: number;
  }>;
}>;
