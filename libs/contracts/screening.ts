import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { Role } from './identity.js';
import { Clearance, ScreeningDecision, SupportNumber } from './screening-decisions.js';

/** How far a patient has come on the way to a decision; the names are those of enrolment. */
export const ScreeningState = z.enum([
  ...(['intake_started', 'screening_booked', 'in_screening', 'handed_over'] as const),
  ...(['needs_clearance', 'eligible', 'not_eligible', 'deferred'] as const),
]);
export type ScreeningState = z.infer<typeof ScreeningState>;

/** Somebody by name, role and profession: who is who. */
export const WhoIsWho = z.object({ personId: z.uuid(), displayName: z.string(), role: Role, profession: z.string().nullable() });
export type WhoIsWho = z.infer<typeof WhoIsWho>;

const Text = (most: number) => z.string().trim().min(3).max(most);
const ofPatient = z.strictObject({ patientId: z.uuid() });
const ofHandOff = z.strictObject({ handOffId: z.uuid() });

export const DECLINE_REASONS = ['no-time', 'not-my-field', 'conflict-of-interest', 'not-licensed-there', 'more-needed'] as const;

/** What a colleague needs to know; findings, scores and answers as they stood when it was offered. */
export const HandOffSummary = z.object({
  situation: z.string(),
  openQuestions: z.string(),
  findings: z
    .array(z.object({ rule: z.string(), level: z.string(), reason: z.string(), about: z.string().nullable() }))
    .readonly(),
  scores: z
    .array(z.object({ form: z.string(), name: z.string(), value: z.number(), max: z.number(), band: z.string().nullable() }))
    .readonly(),
  answers: z.array(z.object({ form: z.string(), question: z.string(), answer: z.string() })).readonly(),
  openSignals: z.array(z.object({ rule: z.string(), reason: z.string() })).readonly(),
  notChecked: z.array(z.string()).readonly(),
});
export type HandOffSummary = z.infer<typeof HandOffSummary>;

export const HandOffState = z.enum(['offered', 'accepted', 'declined', 'withdrawn', 'timed_out']);
export const HandOff = z.object({
  id: z.uuid(),
  isWarm: z.boolean(),
  from: WhoIsWho,
  to: WhoIsWho,
  state: HandOffState,
  offeredAt: z.iso.datetime(),
  until: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  declineReason: z.enum(DECLINE_REASONS).nullable(),
  roomId: z.uuid().nullable(),
  summary: HandOffSummary.nullable().describe('Null: it was erased.'),
});
export type HandOff = z.infer<typeof HandOff>;

export const Demand = z.enum([
  ...(['identity-not-seen', 'safety-answers-missing', 'safety-answers-too-old', 'location-not-stated'] as const),
  ...(['not-licensed-there', 'clearance-out', 'clearance-unread', 'not-a-prescriber'] as const),
]);
export type Demand = z.infer<typeof Demand>;

/** What a case waits for. */
export const ScreeningStep = z.enum([
  ...(['book-the-call', 'hold-the-call', 'hand-off-or-decide', 'decide', 'answer-the-hand-off'] as const),
  ...(['wait-for-clearance', 'read-the-clearance', 'look-again', 'nothing'] as const),
]);
export type ScreeningStep = z.infer<typeof ScreeningStep>;

export const DOCUMENT_KINDS = ['passport', 'driving-licence', 'state-id', 'other-photo-id'] as const;
const Place = z.object({ state: z.string(), statedAt: z.iso.datetime(), licensedUntil: z.iso.date().nullable() });

export const ScreeningCase = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  state: ScreeningState,
  stateSince: z.iso.datetime(),
  next: ScreeningStep,
  owner: WhoIsWho,
  isOwn: z.boolean(),
  colleagues: z.array(WhoIsWho).describe('To whom its owner may offer it; nobody for everybody else.'),
  mayDecide: z.boolean().describe('The caller owns the case and may prescribe.'),
  call: z.object({ appointmentId: z.uuid(), startsAt: z.iso.datetime() }).nullable(),
  handOffs: z.array(HandOff).describe('The newest first.'),
  identity: z.object({ documentKind: z.enum(DOCUMENT_KINDS), seenByName: z.string(), seenAt: z.iso.datetime() }).nullable(),
  place: Place.nullable().describe('Where the patient said that they are, and until when a licence of the owner covers it.'),
  safetyAnsweredAt: z.iso.datetime().nullable(),
  demands: z.array(Demand).describe('What is missing before the patient can be eligible.'),
  decisions: z.array(ScreeningDecision).describe('The newest first; it supersedes the others.'),
  clearances: z.array(Clearance),
});
export type ScreeningCase = z.infer<typeof ScreeningCase>;

export const ScreeningRow = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  state: ScreeningState,
  since: z.iso.datetime().describe('Since when it is as it is.'),
  next: ScreeningStep,
  dueAt: z.iso.datetime().nullable(),
  isOverdue: z.boolean(),
});
export type ScreeningRow = z.infer<typeof ScreeningRow>;
export const OfferedRow = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  handOff: HandOff,
});

export const listScreenings = endpoint({
  method: 'GET',
  path: '/v1/screenings',
  summary: 'The caller’s work list of screenings: what is offered to them, what is theirs, and whose case nobody has opened yet.',
  reply: z.object({
    offered: z.array(OfferedRow),
    own: z.array(ScreeningRow).describe('What is due soonest first.'),
    unopened: z.array(z.object({ patientId: z.uuid(), patientName: z.string(), lastAnswerAt: z.iso.datetime() })),
  }),
});

export const readScreening = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/screening',
  summary: 'The screening case of a patient, for who cares for them.',
  params: ofPatient,
  reply: ScreeningCase,
  problems: ['care.not-found', 'screening.no-case'],
});

const Done = z.null();
export const openScreening = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/screening',
  summary: 'Opens the case of a patient; from then on it has exactly one owner, a clinician.',
  params: ofPatient,
  body: z.strictObject({ ownerId: z.uuid().optional().describe('Without it the caller.') }),
  reply: Done,
  problems: ['care.not-found', 'screening.opened', 'screening.not-an-owner', 'screening.not-yours-to-give'],
});

export const stepScreening = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/screening/steps',
  summary: 'The owner books the call, begins it, says that it did not take place, or takes the case up again.',
  params: ofPatient,
  body: z.discriminatedUnion('step', [
    z.strictObject({ step: z.literal('book'), startsAt: z.iso.datetime() }),
    z.strictObject({ step: z.literal('begin') }),
    z.strictObject({ step: z.literal('not-held'), who: z.enum(['patient', 'clinician']) }),
    z.strictObject({ step: z.literal('reopen') }),
  ]),
  reply: Done,
  problems: [
    'care.not-found',
    'screening.no-case',
    'screening.not-yours',
    'screening.not-now',
    'scheduling.slot-taken',
    'screening.starts-in-past',
  ],
});

export const assignScreening = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/screening/owner',
  summary: 'Gives the case another owner without an offer: somebody is away, or has left. An open offer is over by it.',
  params: ofPatient,
  body: z.strictObject({ personId: z.uuid(), why: z.enum(['cover', 'left-clinic', 'correction']) }),
  reply: Done,
  problems: [
    'care.not-found',
    'screening.no-case',
    'screening.not-an-owner',
    'screening.owns-already',
    'screening.not-yours-to-give',
  ],
});

export const checkIdentity = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/screening/identity',
  summary: 'A clinician saw a document that shows who the patient is; nothing of the document is kept.',
  params: ofPatient,
  body: z.strictObject({ documentKind: z.enum(DOCUMENT_KINDS) }),
  reply: Done,
  problems: ['care.not-found', 'screening.no-case'],
});

export const offerHandOff = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/screening/hand-offs',
  summary: 'The owner offers the case to a prescriber, with a summary; until it is accepted nothing changes hands.',
  params: ofPatient,
  body: z.strictObject({
    toId: z.uuid(),
    isWarm: z.boolean().describe('In the call, for minutes; else for days.'),
    untilMin: z
      .int()
      .min(1)
      .max(14 * 24 * 60)
      .describe('So long it stands. Minutes: of a warm one at most 30.'),
    situation: Text(4000),
    openQuestions: z.string().trim().max(4000),
  }),
  reply: z.object({ handOffId: z.uuid(), until: z.iso.datetime() }),
  problems: [
    'care.not-found',
    'screening.no-case',
    'screening.not-yours',
    'screening.not-now',
    'screening.offered-already',
    'screening.not-to-them',
  ],
});

const answered = ['screening.no-hand-off', 'screening.offer-over'];
export const acceptHandOff = endpoint({
  method: 'POST',
  path: '/v1/hand-offs/:handOffId/acceptance',
  summary: 'Whom it was offered to takes the case over: ownership, care and the call move in one transaction.',
  params: ofHandOff,
  reply: z.object({ patientId: z.uuid() }),
  problems: [...answered, 'screening.call-collides'],
});
export const declineHandOff = endpoint({
  method: 'POST',
  path: '/v1/hand-offs/:handOffId/refusal',
  summary: 'Whom it was offered to says no, and why; the case stays with its owner, who is told.',
  params: ofHandOff,
  body: z.strictObject({ reason: z.enum(DECLINE_REASONS) }),
  reply: Done,
  problems: answered,
});
export const withdrawHandOff = endpoint({
  method: 'POST',
  path: '/v1/hand-offs/:handOffId/withdrawal',
  summary: 'Who offered it takes it back.',
  params: ofHandOff,
  reply: Done,
  problems: answered,
});

/** `licensedIn`: the place that the patient stated today, when a licence covers it; ISO 3166-2. */
const WhoTreats = WhoIsWho.extend({ licensedIn: z.string().nullable() });

/** Where a patient is, by what comes next; never nothing. */
export const OwnNext = z.enum([
  ...(['answer-questions', 'we-book', 'call-is-booked', 'in-the-call', 'colleague-comes', 'decision-comes'] as const),
  ...(['specialist-answers', 'welcome', 'read-letter', 'look-again'] as const),
]);
export type OwnNext = z.infer<typeof OwnNext>;

export const readOwnScreening = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/own-screening',
  summary: 'Where a patient is on the way to a decision, who looks after them, what comes next, and what was written to them.',
  params: ofPatient,
  reply: z.object({
    next: OwnNext,
    screener: WhoTreats.nullable(),
    colleague: WhoTreats.nullable().describe('Who has been asked to take over.'),
    callStartsAt: z.iso.datetime().nullable(),
    revisitOn: z.iso.date().nullable(),
    questions: z.object({ done: z.int(), of: z.int() }),
    letters: z.array(z.object({ decidedAt: z.iso.datetime(), byName: z.string(), paragraphs: z.array(z.string()) })),
    numbers: z.array(SupportNumber).describe('Whom to call in a crisis.'),
  }),
  problems: ['care.not-found'],
});
