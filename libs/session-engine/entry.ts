/** Said by the companion on the telephone, and entered by a clinician: the entry's author. Only a clinician's entry carries it. */
export type Spoken = Readonly<{ byPhone?: true }>;

/** One reading of the cuff, and of the oximeter where there is one. */
export type Vitals = Readonly<{
  systolicMmHg: number;
  diastolicMmHg: number;
  heartRateBpm: number;
  /** Percent; absent where the patient has no oximeter. */
  spo2Pct?: number;
  /** Severe headache, chest pain, breathlessness, changed vision, weakness or confusion at the same time. */
  hasSymptoms: boolean;
}> &
  Spoken;

/** Answers to one safety check. `response` follows the order of the MOAA/S scale, 5 down to 1 and below. */
export type SafetyCheck = Readonly<{
  /** Which check of the session this answers: 1 is the first after the dose. */
  number: number;
  breathing: 'normal' | 'slow-or-strange';
  response: 'normal' | 'slow' | 'only-loud' | 'only-shaken' | 'none';
  isUpset: boolean;
  isVomiting: boolean;
}> &
  Spoken;

/** What the patient says of this very day before a dose. Hours are whole, rounded down; whatever there was none of is said as 72 hours ago. */
export type TodayAnswers = Readonly<{
  ateHoursAgo: number;
  drankHoursAgo: number;
  /** Within the hours that the plan asks for. */
  alcoholOrCannabis: 'none' | 'over-a-day-ago' | 'within-a-day';
  /** Benzodiazepines, sleeping tablets, opioids, and whatever else makes drowsy, within the hours that the plan asks for. */
  tookSedative: boolean;
  /** Any other drug that nobody has prescribed, within a week. */
  tookOtherDrug: boolean;
  /** Medicines were taken, or left out, as it was agreed for today. */
  isMedicineAsAgreed: boolean;
  mayBePregnant: boolean;
  hasUrinarySymptoms: boolean;
  /** An illness, a fever, a diagnosis or a medicine that nobody here knows of. */
  isSomethingNew: boolean;
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
  | 'prep-done'
  | 'identity-confirmed'
  | 'fasting'
  | 'substances'
  | 'medicines-held'
  | 'nothing-new';

/** One line of the gate as it was judged: `reason` is a stable code; `evidence` holds ids, numbers and instants (epoch ms). */
export type GateFinding = Readonly<{
  item: GateItem;
  isMet: boolean;
  reason: string;
  evidence: Readonly<Record<string, string | number | boolean | null>>;
}>;

/** What a clinician sees or hears in a session; what each calls for is in `signs.ts`. */
export type Sign =
  | 'seizure'
  | 'chest-pain'
  | 'stroke-signs'
  | 'choking'
  | 'suicidal-thoughts'
  | 'unsafe-behaviour'
  | 'injured'
  | 'took-more'
  | 'wants-to-leave'
  | 'chaperone-unfit'
  | 'panic'
  | 'asks-to-be-alone'
  | 'another-person';
export type PatientAnswer = 'fine' | 'not-sure' | 'help';

export type TimedPhase = 'onset' | 'journey' | 'emergence' | 'recovery' | 'release_check';
export type AlertKind =
  | 'missed-check'
  | 'missed-vitals'
  | 'vitals'
  | 'safety-check'
  | 'help'
  | 'chaperone-left'
  /** What a clinician saw or heard, and no answer to a question has told. */
  | 'observation'
  /** The patient has been without a companion for too long. */
  | 'alone'
  /** Distress that does not pass. */
  | 'unsettled'
  /** The session lasts longer than a session may. */
  | 'undischarged'
  /** The patient is not sure, or did not feel well, when they were asked. */
  | 'patient-answer'
  /** The patient says that they have taken a dose that was released, and is not any more. */
  | 'dose-refused'
  /** Nobody whom the plan asks for is with the patient in the clinic any more. */
  | 'staff-left'
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
  arrival: Spoken;
  /** The companion on duty is not there any more, or says that they will not be. */
  'chaperone-left': Spoken;
  /** From now on another companion is the one on duty. */
  'companion-on-duty': Readonly<{ personId: string; insteadOf: string }>;
  /** In the clinic: whoever writes it is with the patient from now on, or no longer. */
  'staff-arrival': Readonly<Record<never, never>>;
  'staff-left': Readonly<Record<never, never>>;
  /** Somebody by name takes the patient home; who, is kept sealed outside the log. */
  'ride-arranged': Readonly<Record<never, never>>;
  /** The patient has left with that person, and has been told not to drive before the next day, after a restful sleep. */
  'handed-over': Readonly<{ toldNotToDrive: true }>;
  vitals: Vitals;
  'today-answers': TodayAnswers;
  /** A clinician has seen, in the call or in the room, that the patient is who they are: by name and date of birth. */
  'identity-confirmed': Readonly<Record<never, never>>;
  /** A prescriber has signed that a dose may be taken although this item holds for this reason; why, is kept sealed outside the log. */
  override: Readonly<{ item: GateItem; heldFor: string; gateSeq: number }>;
  gate: Readonly<{ isPassed: boolean; findings: readonly GateFinding[] }>;
  release: Readonly<{ doseLineId: string; doseMg: number; gateSeq: number }>;
  'dose-taken': Readonly<Record<never, never>>;
  phase: Readonly<{ phase: TimedPhase }>;
  'safety-check': SafetyCheck;
  help: Readonly<{ asked: 'therapist' | 'prescriber' | 'emergency' }>;
  observation: Readonly<{ sign: Sign }>;
  /** A clinician asks the patient how they are: it shows on the patient's phone, with three answers. */
  question: Readonly<Record<never, never>>;
  answer: Readonly<{ questionSeq: number; answer: PatientAnswer }>;
  alert: Readonly<{ alertId: string; kind: AlertKind; level: Level; tier: number; number?: number }>;
  acknowledgement: Readonly<{ alertId: string }>;
  'alert-closed': Readonly<{ alertId: string; reason: CloseReason }>;
  'discharge-confirmation': Spoken;
  discharge: Readonly<Record<never, never>>;
  abort: Readonly<{ reason: AbortReason }>;
};

export type EntryType = keyof EntryPayloads;
/** Staff who can be with a patient in the clinic. */
export type StaffRole = 'therapist' | 'prescriber' | 'physician';
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
