import { z } from 'zod';

import { endpoint } from './endpoint.js';

/** By what a clinician knows that a treatment was tried: a paper in the record, or a call with whoever prescribed or dispensed it. */
export const TRIAL_SOURCES = ['document', 'prescriber', 'pharmacy'] as const;

export const TrialVerification = z.object({
  id: z.uuid(),
  source: z.enum(TRIAL_SOURCES),
  documentId: z.uuid().nullable(),
  informant: z.string().nullable().describe('Who said it on the telephone.'),
  spokenAt: z.iso.datetime().nullable(),
  note: z.string().describe('What was read or said.'),
  verifiedByName: z.string(),
  verifiedAt: z.iso.datetime(),
});
export type TrialVerification = z.infer<typeof TrialVerification>;

export const Trial = z.object({
  key: z.string().describe('Names what the patient has said of it; another one when they change it.'),
  type: z.string(),
  name: z.string(),
  weeks: z.number().nullable(),
  isAdequate: z.boolean(),
  hasFailed: z.boolean(),
  isUnverified: z.boolean(),
  missing: z.array(z.string()).readonly(),
  verifications: z.array(TrialVerification).describe('The newest first. Of what the patient has changed since there is none.'),
});
export type Trial = z.infer<typeof Trial>;

export const Trials = z.object({
  trials: z.array(Trial).readonly(),
  adequateFailures: z.int(),
  verifiedFailures: z.int().describe('Those of them for which a clinician has seen evidence.'),
  wanted: z.int(),
  isUnverified: z.boolean().describe('At least one of them is known from the patient only.'),
});

const Note = z.string().trim().min(3).max(2000);
export const TrialEvidence = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('document'), documentId: z.uuid(), note: Note }),
  z.strictObject({
    source: z.enum(['prescriber', 'pharmacy']),
    informant: z.string().trim().min(2).max(200),
    spokenAt: z.iso.datetime(),
    note: Note,
  }),
]);
export type TrialEvidence = z.infer<typeof TrialEvidence>;

const refusals = ['care.not-found', 'assessments.no-verification', 'assessments.verification-over'] as const;

export const verifyTrial = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/trial-verifications',
  summary:
    'A clinician of the patient says by what they know that a treatment was tried as the patient says. It decides nothing: the findings follow.',
  params: z.strictObject({ patientId: z.uuid() }),
  body: z.strictObject({ key: z.string().length(64), evidence: TrialEvidence }),
  reply: z.object({ id: z.uuid() }),
  problems: [
    'care.not-found',
    'assessments.trial-changed',
    'assessments.not-spoken-yet',
    'documents.not-found',
    'documents.infected',
    'documents.being-checked',
  ],
});

export const withdrawTrialVerification = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/trial-verifications/:verificationId/withdrawal',
  summary: 'A clinician of the patient takes back that a treatment was verified. What was said by then stays in the record.',
  params: z.strictObject({ patientId: z.uuid(), verificationId: z.uuid() }),
  reply: z.null(),
  problems: [...refusals],
});
