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
const enter = <T extends keyof typeof recordable>(type: T) =>
  z.strictObject({ ...entered, type: z.literal(type), payload: recordable[type] });

/** One thing that happened in a session, as a client reports it. */
export const RecordEntry = z.discriminatedUnion('type', [
  enter('arrival'),
  enter('chaperone-left'),
  enter('staff-arrival'),
  enter('staff-left'),
  enter('handed-over'),
  enter('vitals'),
  enter('dose-taken'),
  enter('safety-check'),
  enter('help'),
  enter('observation'),
  enter('acknowledgement'),
  enter('alert-closed'),
  enter('question'),
  enter('answer'),
  enter('discharge-confirmation'),
  enter('discharge'),
]);
export type RecordEntry = z.infer<typeof RecordEntry>;

const payloads = {
  ...recordable,
  'companion-on-duty': z.object({ personId: z.uuid(), insteadOf: z.uuid() }),
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
const log = <T extends keyof typeof payloads>(type: T) => z.object({ ...logged, type: z.literal(type), payload: payloads[type] });

/** One entry of a session's log. */
export const LogEntry = z.discriminatedUnion('type', [
  log('arrival'),
  log('chaperone-left'),
  log('staff-arrival'),
  log('staff-left'),
  log('ride-arranged'),
  log('handed-over'),
  log('companion-on-duty'),
  log('vitals'),
  log('gate'),
  log('release'),
  log('dose-taken'),
  log('phase'),
  log('safety-check'),
  log('help'),
  log('observation'),
  log('question'),
  log('answer'),
  log('alert'),
  log('acknowledgement'),
  log('alert-closed'),
  log('discharge-confirmation'),
  log('discharge'),
  log('abort'),
]);
export type LogEntry = z.infer<typeof LogEntry>;
