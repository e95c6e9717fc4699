import { z } from 'zod';

/** What the companion said on the telephone, entered by a clinician. */
const spoken = { byPhone: z.literal(true).optional().describe('Said by the companion on the telephone; clinicians only.') };
const Spoken = z.strictObject(spoken);

export const Vitals = z.strictObject({
  ...spoken,
  systolicMmHg: z.int().min(40).max(300),
  diastolicMmHg: z.int().min(20).max(200),
  heartRateBpm: z.int().min(20).max(250),
  spo2Pct: z.int().min(40).max(100).optional(),
  hasSymptoms: z.boolean().describe('Severe headache, chest pain, breathlessness, changed vision, weakness or confusion.'),
});
export type Vitals = z.infer<typeof Vitals>;

export const SafetyCheck = z.strictObject({
  ...spoken,
  number: z.int().min(1).max(200),
  breathing: z.enum(['normal', 'slow-or-strange']),
  response: z.enum(['normal', 'slow', 'only-loud', 'only-shaken', 'none']),
  isUpset: z.boolean(),
  isVomiting: z.boolean(),
});
export type SafetyCheck = z.infer<typeof SafetyCheck>;

const hoursAgo = z.int().min(0).max(72).describe('Whole hours, rounded down.');
export const TodayAnswers = z.strictObject({
  ateHoursAgo: hoursAgo,
  drankHoursAgo: hoursAgo,
  alcoholOrCannabis: z.enum(['none', 'over-a-day-ago', 'within-a-day']),
  tookSedative: z.boolean().describe('Benzodiazepines, sleeping tablets, opioids, and whatever else makes drowsy.'),
  tookOtherDrug: z.boolean().describe('Any other drug that nobody has prescribed, within a week.'),
  isMedicineAsAgreed: z.boolean().describe('Taken, or left out, as it was agreed for today.'),
  mayBePregnant: z.boolean(),
  hasUrinarySymptoms: z.boolean(),
  isSomethingNew: z.boolean().describe('An illness, a fever, a diagnosis or a medicine that nobody here knows of.'),
});
export type TodayAnswers = z.infer<typeof TodayAnswers>;

export const GateItem = z.enum([
  'protocol-signed',
  'dose-unlocked',
  'days-between',
  'consent-current',
  'chaperone-present',
  'vitals',
  'clinician-online',
  'on-call-resolvable',
  'answers-reviewed',
  'answers-fresh',
  'place-licensed',
  'medicine-on-hand',
  'prep-done',
  'identity-confirmed',
  'fasting',
  'substances',
  'medicines-held',
  'nothing-new',
]);
export const GateFinding = z.object({
  item: GateItem,
  isMet: z.boolean(),
  reason: z.string(),
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const PatientAnswer = z.enum(['fine', 'not-sure', 'help']);
export type PatientAnswer = z.infer<typeof PatientAnswer>;
export const AlertKind = z.enum([
  'missed-check',
  'missed-vitals',
  'vitals',
  'safety-check',
  'help',
  'chaperone-left',
  'observation',
  'alone',
  'unsettled',
  'undischarged',
  'patient-answer',
  'dose-refused',
  'staff-left',
  'unwatched',
]);
export const Sign = z.enum([
  'seizure',
  'chest-pain',
  'stroke-signs',
  'choking',
  'suicidal-thoughts',
  'unsafe-behaviour',
  'injured',
  'took-more',
  'wants-to-leave',
  'chaperone-unfit',
  'panic',
  'asks-to-be-alone',
  'another-person',
]);
export const Level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export const CloseReason = z.enum([
  'answered',
  'contact-made',
  'settled',
  'measured-again',
  'false-alarm',
  'emergency-services-present',
]);
export const AbortReason = z.enum([
  'patient-request',
  'illness',
  'no-chaperone',
  'gate-held',
  'clinician-unavailable',
  'patient-absent',
  'technical',
]);
export const TimedPhase = z.enum(['onset', 'journey', 'emergence', 'recovery', 'release_check']);
export const Phase = z.enum([
  'scheduled',
  'pre_check',
  'gate_pending',
  'gate_passed',
  'released',
  'dosed',
  ...TimedPhase.options,
  'released_home',
  'aborted_before_dose',
]);
export type Phase = z.infer<typeof Phase>;

const Empty = z.strictObject({});
const AlertId = z.string().min(1).max(80);

/** What people may write into the log through the API; the rest is written by the server alone. */
const recordable = {
  arrival: Spoken,
  'chaperone-left': Spoken,
  'staff-arrival': Empty.describe('In the clinic: whoever sends it is with the patient.'),
  'staff-left': Empty,
  'ride-arranged': Empty,
  'handed-over': z.strictObject({
    toldNotToDrive: z.literal(true).describe('Not before the next day, after a restful sleep.'),
  }),
  vitals: Vitals,
  'today-answers': TodayAnswers.describe('What the patient has had today, said by them or by a clinician who asked them.'),
  'identity-confirmed': Empty.describe('A clinician has seen that the patient is who they are: by name and date of birth.'),
  'dose-taken': Empty,
  'safety-check': SafetyCheck,
  help: z.strictObject({ asked: z.enum(['therapist', 'prescriber', 'emergency']) }),
  observation: z.strictObject({ sign: Sign.describe('What a clinician sees or hears.') }),
  acknowledgement: z.strictObject({ alertId: AlertId }),
  'alert-closed': z.strictObject({ alertId: AlertId, reason: CloseReason }),
  question: Empty,
  answer: z.strictObject({ questionSeq: z.int().positive(), answer: PatientAnswer }),
  'discharge-confirmation': Spoken,
  discharge: Empty,
} as const;

const entered = { id: z.uuid().describe('Made by the client; sending it twice is harmless.'), happenedAt: z.iso.datetime() };
const recordEntryOf = <T extends keyof typeof recordable>(type: T) =>
  z.strictObject({ ...entered, type: z.literal(type), payload: recordable[type] });

/** One thing that happened in a session, as a client reports it. */
export const RecordEntry = z.discriminatedUnion('type', [
  recordEntryOf('arrival'),
  recordEntryOf('chaperone-left'),
  recordEntryOf('staff-arrival'),
  recordEntryOf('staff-left'),
  recordEntryOf('handed-over'),
  recordEntryOf('vitals'),
  recordEntryOf('today-answers'),
  recordEntryOf('identity-confirmed'),
  recordEntryOf('dose-taken'),
  recordEntryOf('safety-check'),
  recordEntryOf('help'),
  recordEntryOf('observation'),
  recordEntryOf('acknowledgement'),
  recordEntryOf('alert-closed'),
  recordEntryOf('question'),
  recordEntryOf('answer'),
  recordEntryOf('discharge-confirmation'),
  recordEntryOf('discharge'),
]);
export type RecordEntry = z.infer<typeof RecordEntry>;

const payloads = {
  ...recordable,
  'companion-on-duty': z.object({ personId: z.uuid(), insteadOf: z.uuid() }),
  override: z.object({ item: GateItem, heldFor: z.string(), gateSeq: z.int() }),
  gate: z.object({ isPassed: z.boolean(), findings: z.array(GateFinding) }),
  release: z.object({ doseLineId: z.uuid(), doseMg: z.number(), gateSeq: z.int() }),
  phase: z.object({ phase: TimedPhase }),
  alert: z.object({ alertId: AlertId, kind: AlertKind, level: Level, tier: z.int(), number: z.int().optional() }),
  abort: z.object({ reason: AbortReason }),
} as const;

export const AuthorRole = z.enum(['patient', 'chaperone', 'therapist', 'prescriber', 'physician', 'system']);
const logged = {
  id: z.uuid(),
  seq: z
    .int()
    .positive()
    .describe('Dense per session from 1; a gap means: ask again for the entries after the last one you have.'),
  happenedAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  author: z.object({ personId: z.uuid().nullable(), role: AuthorRole }),
};
const logEntryOf = <T extends keyof typeof payloads>(type: T) =>
  z.object({ ...logged, type: z.literal(type), payload: payloads[type] });

/** One entry of a session's log. */
export const LogEntry = z.discriminatedUnion('type', [
  logEntryOf('arrival'),
  logEntryOf('chaperone-left'),
  logEntryOf('staff-arrival'),
  logEntryOf('staff-left'),
  logEntryOf('ride-arranged'),
  logEntryOf('handed-over'),
  logEntryOf('companion-on-duty'),
  logEntryOf('vitals'),
  logEntryOf('today-answers'),
  logEntryOf('identity-confirmed'),
  logEntryOf('override'),
  logEntryOf('gate'),
  logEntryOf('release'),
  logEntryOf('dose-taken'),
  logEntryOf('phase'),
  logEntryOf('safety-check'),
  logEntryOf('help'),
  logEntryOf('observation'),
  logEntryOf('question'),
  logEntryOf('answer'),
  logEntryOf('alert'),
  logEntryOf('acknowledgement'),
  logEntryOf('alert-closed'),
  logEntryOf('discharge-confirmation'),
  logEntryOf('discharge'),
  logEntryOf('abort'),
]);
export type LogEntry = z.infer<typeof LogEntry>;
