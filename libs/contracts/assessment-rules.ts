import { z } from 'zod';

import { FindingLevel, QuestionnaireForm } from './assessments.js';
import { endpoint } from './endpoint.js';

const ClinicRules = {
  levels: z.record(z.string().max(64), FindingLevel),
  drugs: z.array(z.strictObject({ name: z.string().trim().min(2).max(80), classId: z.string().max(40) })).max(500),
  thresholds: z.record(z.string().max(40), z.int()),
};
const RulesVersion = z.object({
  version: z.int().describe('0: nothing of the clinic’s own.'),
  changedAt: z.iso.datetime().nullable(),
  changedByName: z.string().nullable(),
  reason: z.string().nullable(),
  ...ClinicRules,
});
export type RulesVersion = z.infer<typeof RulesVersion>;

export const AlertRule = z.object({
  id: z.string(),
  reason: z.string(),
  level: z.int().nullable(),
  urgency: z.enum(['review', 'same-day', 'urgent', 'now']).nullable().describe('Null: nobody is called by it.'),
  holdsDosing: z.boolean(),
  thresholds: z.array(z.string()).describe('Names in `strictestFrom`: from where on it speaks.'),
  source: z.string(),
});
export type AlertRule = z.infer<typeof AlertRule>;

export const SafetyWording = z.object({
  questions: z.array(z.string()).describe('Names of the words, in the order of the questions.'),
  asked: QuestionnaireForm.describe('As patients are asked now.'),
  official: z.object({ title: z.string(), copyright: z.string() }).describe('As it is once the words of the scale are loaded.'),
  versions: z.array(
    z.object({
      version: z.int(),
      registration: z.string(),
      words: z.record(z.string(), z.string()),
      confirmedAt: z.iso.datetime(),
      confirmedByName: z.string().nullable(),
    }),
  ),
});
export type SafetyWording = z.infer<typeof SafetyWording>;

export const AssessmentRules = RulesVersion.extend({
  rules: z.array(
    z.object({
      id: z.string(),
      level: FindingLevel,
      ours: FindingLevel.describe('A clinic’s own can be stricter, never looser.'),
      reason: z.string(),
      source: z.string(),
      clears: z.string(),
    }),
  ),
  alertRules: z.array(AlertRule),
  drugClasses: z.array(
    z.object({
      id: z.string(),
      level: FindingLevel,
      why: z.string(),
      clears: z.string(),
      source: z.string(),
      names: z.array(z.string()),
    }),
  ),
  strictestFrom: z.record(z.string(), z.int()).describe('Thresholds of the alert rules, which a clinic can only lower.'),
  versions: z.array(RulesVersion).describe('The newest first.'),
  safety: SafetyWording,
});
export type AssessmentRules = z.infer<typeof AssessmentRules>;

export const readAssessmentRules = endpoint({
  method: 'GET',
  path: '/v1/assessment-rules',
  summary: 'By which rules answers are judged here: ours, and what the clinic has changed of them.',
  reply: AssessmentRules,
});

export const signAssessmentRules = endpoint({
  method: 'POST',
  path: '/v1/assessment-rules',
  summary: 'The medical director, freshly signed in again, signs the clinic’s own levels, medicines and thresholds.',
  body: z.strictObject({ basedOn: z.int().min(0), reason: z.string().trim().min(3).max(300), ...ClinicRules }),
  reply: AssessmentRules,
  problems: ['care.not-your-duty', 'identity.step-up-needed', 'assessments.rules-changed', 'assessments.rules-refused'],
});

const Words = z.string().trim().min(5).max(600);
export const SafetyWords = z.strictObject({
  ...{ wish: Words, thoughts: Words, method: Words, intent: Words, plan: Words },
  ...{ everActed: Words, recentlyActed: Words },
});
export type SafetyWords = z.infer<typeof SafetyWords>;

export const registerSafetyWording = endpoint({
  method: 'POST',
  path: '/v1/safety-wording',
  summary: 'The medical director confirms the clinic’s registration of the C-SSRS and loads its words.',
  body: z.strictObject({
    registration: z.string().trim().min(3).max(200).describe('How the owner of the scale knows this clinic.'),
    words: SafetyWords,
  }),
  reply: z.object({ version: z.int() }),
  problems: ['care.not-your-duty', 'identity.step-up-needed'],
});
