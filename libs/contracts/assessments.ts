import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { Trials } from './trials.js';

const Code = z.string().min(1).max(64);
const Link = z.string().min(1).max(64);
const Coding = z.object({ system: z.string(), code: z.string() });
const AnswerOption = z.object({ code: Code, display: z.string(), coding: Coding.nullable() });
const Field = z.object({
  linkId: Link,
  text: z.string(),
  type: z.enum(['text', 'integer', 'date', 'choice']),
  answerOption: z.array(AnswerOption).readonly(),
});
const EnableWhen = z.object({ linkId: Link, anyOf: z.array(z.string()).readonly() });

export const QuestionnaireItem = z.object({
  linkId: Link,
  code: Coding.nullable(),
  text: z.string(),
  type: z.enum(['choice', 'integer', 'text', 'records']),
  repeats: z.boolean(),
  min: z.int().nullable(),
  max: z.int().nullable(),
  answerOption: z.array(AnswerOption).readonly(),
  fields: z.array(Field).readonly(),
  enableWhen: z.array(EnableWhen).readonly().describe('Asked only when each of these earlier answers is one of its codes.'),
});
export type QuestionnaireItem = z.infer<typeof QuestionnaireItem>;

/** What is asked, in the form of FHIR's Questionnaire. */
export const QuestionnaireForm = z.object({
  name: z.string(),
  version: z.string(),
  title: z.string(),
  code: Coding.nullable(),
  wording: z.enum(['official', 'own']).describe('`own`: the words are not those of a published scale.'),
  recall: z.string(),
  copyright: z.string(),
  item: z.array(QuestionnaireItem).readonly(),
});
export type QuestionnaireForm = z.infer<typeof QuestionnaireForm>;

const Entered = z.record(z.string().max(64), z.union([z.string().max(2000), z.number()]));
export const QuestionnaireAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('codes'), codes: z.array(Code).min(1).max(50).readonly() }),
  z.strictObject({ kind: z.literal('number'), value: z.int() }),
  z.strictObject({ kind: z.literal('text'), text: z.string().max(2000) }),
  z.strictObject({ kind: z.literal('records'), records: z.array(Entered).max(100).readonly() }),
  z.strictObject({ kind: z.literal('skipped') }),
]);
export type QuestionnaireAnswer = z.infer<typeof QuestionnaireAnswer>;

const FormName = z.string().regex(/^[a-z0-9-]{1,40}$/);
const OfPatient = z.strictObject({ patientId: z.uuid() });
const OfForm = z.strictObject({ patientId: z.uuid(), form: FormName });

export const FormState = z.enum(['open', 'begun', 'done']);
export const IntakeForm = z.object({
  name: z.string(),
  title: z.string(),
  state: FormState,
  isDueAgain: z.boolean().describe('It is done, and too long ago for a session.'),
  answered: z.int(),
  of: z.int().describe('Questions that are asked, by the answers so far.'),
});
export type IntakeForm = z.infer<typeof IntakeForm>;

/** What somebody reads at once whose answers say that they may be in danger. */
export const CrisisHelp = z.object({
  isSomebodyOnCall: z.boolean().describe('False: nobody of the clinic can be reached this minute.'),
  nextForm: z.string().nullable().describe('What is asked next, in the same screen.'),
});
export type CrisisHelp = z.infer<typeof CrisisHelp>;

export const readIntake = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/intake',
  summary: 'A patient’s own questionnaires, and how far each has come.',
  params: OfPatient,
  reply: z.object({ forms: z.array(IntakeForm), crisis: CrisisHelp.nullable() }),
  problems: ['care.not-found'],
});

export const FormOfPatient = z.object({
  questionnaire: QuestionnaireForm,
  state: FormState,
  answers: z.record(z.string(), QuestionnaireAnswer),
});
export type FormOfPatient = z.infer<typeof FormOfPatient>;

export const readForm = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/forms/:form',
  summary: 'One questionnaire with what the patient has answered so far, on whichever device.',
  params: OfForm,
  reply: FormOfPatient,
  problems: ['care.not-found', 'assessments.no-form'],
});

export const answerQuestion = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/forms/:form/answers',
  summary:
    'Saves one answer. What it means for the patient’s safety happens in the same transaction, whether or not more follow.',
  params: OfForm,
  body: z.strictObject({ version: z.string().max(40), linkId: Link, answer: QuestionnaireAnswer }),
  reply: z.object({ state: FormState, crisis: CrisisHelp.nullable() }),
  problems: ['care.not-found', 'assessments.no-form', 'assessments.answer-does-not-fit', 'assessments.form-changed'],
});

export const completeForm = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/forms/:form/completion',
  summary: 'The patient has come to the end; questions that were passed over stay open to a clinician.',
  params: OfForm,
  reply: z.object({ state: FormState, crisis: CrisisHelp.nullable() }),
  problems: ['care.not-found', 'assessments.no-form', 'assessments.not-begun'],
});

export const FindingLevel = z.enum(['absolute', 'review', 'flag', 'info']);
export type FindingLevel = z.infer<typeof FindingLevel>;
export const AssessmentFinding = z.object({
  rule: z.string(),
  level: FindingLevel,
  reason: z.string(),
  source: z.string(),
  clears: z.string().describe('What would clear it.'),
  about: z.string().nullable(),
});
export type AssessmentFinding = z.infer<typeof AssessmentFinding>;

export const AssessmentScore = z.object({
  name: z.string(),
  value: z.number().nullable(),
  band: z.string().nullable(),
  max: z.number(),
  answered: z.int(),
  of: z.int(),
});
export type AssessmentScore = z.infer<typeof AssessmentScore>;

export const AssessedForm = z.object({
  questionnaire: QuestionnaireForm.extend({ source: z.string() }),
  state: FormState,
  begunAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
  answers: z.record(z.string(), QuestionnaireAnswer),
  scores: z.array(AssessmentScore).readonly(),
});
export type AssessedForm = z.infer<typeof AssessedForm>;

export const SIGNAL_OUTCOMES = ['spoken-safe', 'safety-plan', 'referred', 'no-concern'] as const;
export const SafetySignal = z.object({
  id: z.uuid(),
  rule: z.string(),
  level: z.int(),
  reason: z.string(),
  holdsDosing: z.boolean(),
  raisedAt: z.iso.datetime(),
  reviewedAt: z.iso.datetime().nullable(),
  reviewedByName: z.string().nullable(),
  outcome: z.enum(SIGNAL_OUTCOMES).nullable(),
});
export type SafetySignal = z.infer<typeof SafetySignal>;

export const PatientAssessments = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  forms: z.array(AssessedForm).readonly(),
  findings: z.array(AssessmentFinding),
  notChecked: z.array(z.string()).describe('Rules that lack an answer: neither yes nor no.'),
  medicines: z
    .array(
      z.object({
        written: z.string(),
        ingredients: z.array(z.object({ name: z.string(), rxcui: z.string().nullable().describe('Its concept in RxNorm.') })),
        isWhole: z.boolean().describe('False: a part of it nobody has checked.'),
      }),
    )
    .describe('As they were written, with the ingredients that are known here.'),
  trials: Trials,
  signals: z.array(SafetySignal),
  course: z.enum(['remission', 'response']).nullable().describe('Of the PHQ-9, against the first one.'),
  isItem9Overdue: z.boolean().describe('The newest answer to PHQ-9 item 9 is older than a week, or there is none.'),
  rulesVersion: z.int(),
});
export type PatientAssessments = z.infer<typeof PatientAssessments>;

export const readAssessments = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/assessments',
  summary: 'A patient’s answers, scores, findings and open safety signals, for who cares for them.',
  params: OfPatient,
  reply: PatientAssessments,
  problems: ['care.not-found'],
});

export const AssessedPatient = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  done: z.int(),
  of: z.int(),
  lastAnswerAt: z.iso.datetime().nullable(),
  openSignals: z.int(),
  highestLevel: z.int(),
});
export type AssessedPatient = z.infer<typeof AssessedPatient>;

export const listAssessments = endpoint({
  method: 'GET',
  path: '/v1/assessments',
  summary: 'The caller’s patients and how far their questionnaires have come; those with open safety signals first.',
  reply: z.object({ patients: z.array(AssessedPatient) }),
});

export const reviewSignal = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/signals/:signalId/review',
  summary: 'A clinician of the patient says what came of a safety signal; until then it holds the release of a dose.',
  params: z.strictObject({ patientId: z.uuid(), signalId: z.uuid() }),
  body: z.strictObject({ outcome: z.enum(SIGNAL_OUTCOMES), note: z.string().trim().min(3).max(2000) }),
  reply: z.null(),
  problems: ['care.not-found', 'assessments.no-signal', 'assessments.reviewed'],
});
