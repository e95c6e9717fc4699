import type {
  AbortReason,
  AlertKind,
  CloseReason,
  GateFinding,
  GateItem,
  Level,
  PatientAnswer,
  StaffRole,
  TodayAnswers,
  Vitals,
} from './entry.js';

/** Phases of a dosing session. Before the dose they follow what was done, after it they follow the clock. */
export type Phase =
  | 'scheduled'
  | 'pre_check'
  | 'gate_pending'
  | 'gate_passed'
  | 'released'
  | 'dosed'
  | 'onset'
  | 'journey'
  | 'emergence'
  | 'recovery'
  | 'release_check'
  | 'released_home'
  | 'aborted_before_dose';

/** `overdue`: prompted and not answered yet. `late`: answered after the prompt. `escalated` is for good, answered or not. */
export type CheckState = 'due' | 'done' | 'overdue' | 'late' | 'escalated';
export type Check = Readonly<{ number: number; dueAt: number; state: CheckState; happenedAt?: number; recordedAt?: number }>;

export type Alert = Readonly<{
  id: string;
  kind: AlertKind;
  level: Level;
  tier: number;
  /** The level at which it was raised; `level` is the highest that it has reached. */
  startLevel: Level;
  number?: number;
  raisedAt: number;
  climbedAt: number;
  acknowledgedAt?: number;
  acknowledgedBy?: string;
  closedAt?: number;
  closeReason?: CloseReason;
}>;

export type Reading = Vitals & Readonly<{ seq: number; happenedAt: number; recordedAt: number }>;

/** When entries of one person came, by the first one of a burst: of the latest burst, and of the one before it. Epoch ms. */
export type Contact = Readonly<{ since: number; before?: number }>;

/** What a session waits for; `ref` names its deadline, `alertId` the alert by which it began. */
export type Awaited = Readonly<{ for: 'company' | 'calm'; ref: string; alertId: string }>;
/** A member of staff who is with the patient in the clinic, and since when. */
export type OnSite = Readonly<{ personId: string; role: StaffRole; since: number }>;

/** What the patient has said of the day of the dose, all of their answers together. Epoch ms. */
export type Today = Omit<TodayAnswers, 'ateHoursAgo' | 'drankHoursAgo'> &
  Readonly<{ seq: number; answeredAt: number; ateAt: number; drankAt: number }>;
/** What a prescriber has signed about one item of the gate, and for which reason alone. */
export type Override = Readonly<{ item: GateItem; heldFor: string; seq: number; at: number; by: string }>;

/** What a session's log means. All instants are epoch ms. Serializable as JSON: it is stored as a snapshot. */
export type SessionState = Readonly<{
  /** Seq of the last entry folded in; 0 before the first. */
  seq: number;
  phase: Phase;
  /** By person. */
  contacts?: Readonly<Record<string, Contact>>;
  arrivedAt?: number;
  isChaperonePresent: boolean;
  /** In the clinic; whoever came first, first. */
  onSite?: readonly OnSite[];
  /** When somebody was named who takes the patient home. */
  rideAt?: number;
  /** Who came on duty as companion in place of whoever it was before, and when; absent: whoever it was booked with. */
  companion?: Readonly<{ personId: string; since: number }>;
  /** Since when the companion on duty is gone, or has said that they cannot come; absent while somebody is there or expected. */
  companionOutSince?: number;
  readings: readonly Reading[];
  today?: Today;
  /** When a clinician has last seen that the patient is who they are. */
  identifiedAt?: number;
  /** What stands of what was signed. */
  overrides?: readonly Override[];
  gate?: Readonly<{ seq: number; isPassed: boolean; at: number; findings: readonly GateFinding[] }>;
  release?: Readonly<{ seq: number; at: number; by: string; doseLineId: string; doseMg: number }>;
  /** The release that a later gate has taken back, and when: a tap that comes late can be from before. */
  takenBack?: Readonly<{ release: NonNullable<SessionState['release']>; at: number }>;
  /** The shared clock's zero. */
  dosedAt?: number;
  /** By number, rising; those that were answered, prompted or escalated. The next one is computed (`nextCheck`). */
  checks: readonly Check[];
  /** Planned readings by offset in minutes; same meanings as for checks. */
  plannedVitals: readonly Check[];
  /** Offsets in minutes of readings that became due because one before was not back; rising. */
  moreVitals?: readonly number[];
  alerts: readonly Alert[];
  /** How the patient was asked last, and what they have answered. */
  question?: Readonly<{ seq: number; askedAt: number; answer?: PatientAnswer; answeredAt?: number }>;
  /** Whether a safety check of this session told of vomiting. */
  hasVomited: boolean;
  /** Absent until something is waited for. */
  awaited?: readonly Awaited[];
  confirmed: Readonly<{ chaperoneAt?: number; clinicianAt?: number; handedOverAt?: number }>;
  dischargedAt?: number;
  aborted?: Readonly<{ at: number; reason: AbortReason }>;
}>;
