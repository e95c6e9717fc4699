/** One reading of the cuff, and of the oximeter where there is one. */
export type Vitals = Readonly<{
  systolicMmHg: number;
  diastolicMmHg: number;
  heartRateBpm: number;
  /** Percent; absent where the patient has no oximeter. */
  spo2Pct?: number;
  /** Severe headache, chest pain, breathlessness, changed vision, weakness or confusion at the same time. */
  hasSymptoms: boolean;
}>;

/** Answers to one safety check. `response` follows the order of the MOAA/S scale, 5 down to 1 and below. */
export type SafetyCheck = Readonly<{
  /** Which check of the session this answers: 1 is the first after the dose. */
  number: number;
  breathing: 'normal' | 'slow-or-strange';
  response: 'normal' | 'slow' | 'only-loud' | 'only-shaken' | 'none';
  isUpset: boolean;
  isVomiting: boolean;
}>;

export type GateItem =
  | 'protocol-signed'
  | 'dose-unlocked'
  | 'days-between'
  | 'consent-current'
  | 'chaperone-present'
  | 'vitals'
  | 'clinician-online'
  | 'on-call-resolvable'
  | 'answers-reviewed'
  | 'answers-fresh'
  | 'place-licensed'
  | 'medicine-on-hand'
  | 'prep-done';

/** One line of the gate as it was judged: `reason` is a stable code; `evidence` holds ids, numbers and instants (epoch ms). */
export type GateFinding = Readonly<{
  item: GateItem;
  isMet: boolean;
  reason: string;
  evidence: Readonly<Record<string, string | number | boolean | null>>;
}>;

export type TimedPhase = 'onset' | 'journey' | 'emergence' | 'recovery' | 'release_check';
export type AlertKind =
  | 'missed-check'
  | 'missed-vitals'
  | 'vitals'
  | 'safety-check'
  | 'help'
  | 'chaperone-left'
  /** No clinician's screen has proven for a while that it shows the session. */
  | 'unwatched';
/** L0 expected, L1 watch, L2 clinician now, L3 urgent, L4 emergency (docs/clinical-defaults.md). */
export type Level = 0 | 1 | 2 | 3 | 4;
export type CloseReason =
  | 'answered'
  | 'contact-made'
  | 'settled'
  | 'measured-again'
  | 'false-alarm'
  | 'emergency-services-present';
export type AbortReason =
  | 'patient-request'
  | 'illness'
  | 'no-chaperone'
  | 'gate-held'
  | 'clinician-unavailable'
  | 'technical'
  | 'patient-absent';

/** What each type of entry says. Codes and numbers only: free text has no place in the log. */
export type EntryPayloads = {
  arrival: Readonly<Record<never, never>>;
  /** The companion on duty is not there any more, or says that they will not be. */
  'chaperone-left': Readonly<Record<never, never>>;
  /** From now on another companion is the one on duty. */
  'companion-on-duty': Readonly<{ personId: string; insteadOf: string }>;
  vitals: Vitals;
  gate: Readonly<{ isPassed: boolean; findings: readonly GateFinding[] }>;
  release: Readonly<{ doseLineId: string; doseMg: number; gateSeq: number }>;
  'dose-taken': Readonly<Record<never, never>>;
  phase: Readonly<{ phase: TimedPhase }>;
  'safety-check': SafetyCheck;
  help: Readonly<{ asked: 'therapist' | 'prescriber' | 'emergency' }>;
  alert: Readonly<{ alertId: string; kind: AlertKind; level: Level; tier: number; number?: number }>;
  acknowledgement: Readonly<{ alertId: string }>;
  'alert-closed': Readonly<{ alertId: string; reason: CloseReason }>;
  'discharge-confirmation': Readonly<Record<never, never>>;
  discharge: Readonly<Record<never, never>>;
  abort: Readonly<{ reason: AbortReason }>;
};

export type EntryType = keyof EntryPayloads;
export type AuthorRole = 'patient' | 'chaperone' | 'therapist' | 'prescriber' | 'physician' | 'system';

export type EntryOf<T extends EntryType> = Readonly<{
  id: string;
  /** Dense per session, from 1. */
  seq: number;
  type: T;
  payload: EntryPayloads[T];
  /** When it happened in the room; epoch ms, never after `recordedAt`. */
  happenedAt: number;
  /** When the server took it into the log; epoch ms, never falls as `seq` rises. */
  recordedAt: number;
  author: Readonly<{ personId: string | null; role: AuthorRole }>;
}>;

/** One entry of a session's append-only log. */
export type Entry = { [T in EntryType]: EntryOf<T> }[EntryType];
/** An entry that has no place in the log yet. */
export type NewEntry = { [T in EntryType]: Omit<EntryOf<T>, 'seq'> }[EntryType];
