import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const DecisionOutcome = z.enum(['eligible', 'not_eligible', 'deferred', 'needs_clearance']);
export type DecisionOutcome = z.infer<typeof DecisionOutcome>;

/** Why a patient is not, or not yet, eligible. Every one has words in the letter. */
export const DECISION_REASONS = [
  ...(['heart-or-pressure', 'liver', 'bladder', 'pregnancy', 'medicines', 'mental-state', 'safety-now', 'substances'] as const),
  ...(['nobody-at-home', 'not-licensed-there', 'other-treatment-first', 'information-missing', 'own-wish'] as const),
] as const;
export const DecisionReason = z.enum(DECISION_REASONS);
export type DecisionReason = z.infer<typeof DecisionReason>;

export const ALTERNATIVES = [
  ...([
    'own-doctor',
    'talk-therapy',
    'medicine-review',
    'in-clinic-care',
    'crisis-care',
    'peer-support',
    'second-opinion',
  ] as const),
] as const;
export const Alternative = z.enum(ALTERNATIVES);
export type Alternative = z.infer<typeof Alternative>;

export const SupportNumber = z.object({ label: z.string(), number: z.string() });

export const ScreeningDecision = z.object({
  id: z.uuid(),
  number: z.int(),
  outcome: DecisionOutcome,
  decidedAt: z.iso.datetime(),
  decidedByName: z.string(),
  revisitOn: z.iso.date().nullable(),
  content: z
    .object({ reasons: z.array(DecisionReason), alternatives: z.array(Alternative), note: z.string() })
    .nullable()
    .describe('Null: it was erased.'),
  letter: z.array(z.string()).nullable(),
});
export type ScreeningDecision = z.infer<typeof ScreeningDecision>;

export const SPECIALTIES = [
  ...([
    'primary-care',
    'cardiology',
    'hepatology',
    'urology',
    'obstetrics',
    'neurology',
    'ophthalmology',
    'psychiatry',
    'other',
  ] as const),
] as const;
export const CLEARANCE_ANSWERS = ['no-objection', 'with-conditions', 'advises-against', 'unclear'] as const;

export const Clearance = z.object({
  id: z.uuid(),
  state: z.enum(['asked', 'answered', 'read', 'withdrawn']),
  askedAt: z.iso.datetime(),
  askedByName: z.string(),
  dueAt: z.iso.datetime(),
  isOverdue: z.boolean(),
  question: z.object({ specialty: z.enum(SPECIALTIES), askedOf: z.string(), question: z.string() }).nullable(),
  answer: z.object({ answer: z.enum(CLEARANCE_ANSWERS), words: z.string() }).nullable(),
  answeredAt: z.iso.datetime().nullable(),
  readAt: z.iso.datetime().nullable(),
  readByName: z.string().nullable(),
});
export type Clearance = z.infer<typeof Clearance>;

const ofPatient = z.strictObject({ patientId: z.uuid() });
const ofClearance = z.strictObject({ clearanceId: z.uuid() });

export const decideScreening = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/screening/decisions',
  summary: 'The owner, a prescriber who has just proven who they are, signs a decision; the patient gets a letter.',
  params: ofPatient,
  body: z.strictObject({
    outcome: DecisionOutcome,
    basedOn: z.int().min(0).describe('The number of the last decision that the signer has seen; 0: none.'),
    reasons: z.array(DecisionReason).max(DECISION_REASONS.length),
    alternatives: z.array(Alternative).max(ALTERNATIVES.length),
    note: z.string().trim().min(3).max(4000).describe('For the chart.'),
    words: z.string().trim().max(2000).describe('Own words to the patient, in the letter.'),
    revisitOn: z.iso.date().nullable(),
  }),
  reply: z.object({ decisionId: z.uuid(), number: z.int() }),
  problems: [
    ...['care.not-found', 'identity.step-up-needed', 'screening.no-case', 'screening.not-yours', 'screening.not-now'],
    ...['screening.demands-open', 'screening.reason-missing', 'screening.decided-meanwhile'],
  ],
});

export const askClearance = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/screening/clearances',
  summary: 'Notes what is asked of whom before a decision, and by when; nobody forgets it: a row becomes an alert.',
  params: ofPatient,
  body: z.strictObject({
    specialty: z.enum(SPECIALTIES),
    askedOf: z.string().trim().min(2).max(200),
    question: z.string().trim().min(3).max(4000),
    dueInDays: z.int().min(1).max(90),
  }),
  reply: z.object({ clearanceId: z.uuid() }),
  problems: ['care.not-found', 'screening.no-case', 'screening.not-yours'],
});

const wrong = ['screening.no-clearance', 'screening.clearance-over'];
export const answerClearance = endpoint({
  method: 'POST',
  path: '/v1/clearances/:clearanceId/answer',
  summary: 'What was answered has come back; it waits for a clinician to read it, and clears nothing by itself.',
  params: ofClearance,
  body: z.strictObject({ answer: z.enum(CLEARANCE_ANSWERS), words: z.string().trim().min(2).max(4000) }),
  reply: z.null(),
  problems: wrong,
});
export const readClearance = endpoint({
  method: 'POST',
  path: '/v1/clearances/:clearanceId/reading',
  summary: 'A prescriber of the patient has read the answer.',
  params: ofClearance,
  reply: z.null(),
  problems: wrong,
});
export const withdrawClearance = endpoint({
  method: 'POST',
  path: '/v1/clearances/:clearanceId/withdrawal',
  summary: 'The owner no longer asks for it.',
  params: ofClearance,
  reply: z.null(),
  problems: wrong,
});
