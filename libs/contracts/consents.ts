import { z } from 'zod';

import { endpoint } from './endpoint.js';

export const ClauseCode = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);

/** The words of a clause; a blank line parts paragraphs. */
export const ClauseWords = z.strictObject({
  code: ClauseCode,
  title: z.string().trim().min(3).max(120),
  text: z.string().trim().min(20).max(6_000),
});
export type ClauseWords = z.infer<typeof ClauseWords>;

export const PublishedClause = ClauseWords.extend({
  clauseId: z.uuid(),
  version: z.int(),
  publishedAt: z.iso.datetime(),
});
export type PublishedClause = z.infer<typeof PublishedClause>;

/** Why a clause has to be signed. */
export const ConsentLack = z.enum(['never-signed', 'changed', 'too-old', 'withdrawn']);
export type ConsentLack = z.infer<typeof ConsentLack>;

export const OwnClause = PublishedClause.extend({
  digest: z.string().describe('Of its text; sent back by whoever signs it, so that nothing else is signed.'),
  lack: ConsentLack.nullable().describe('Null: it is signed.'),
  signedAt: z.iso.datetime().nullable().describe('When this version was signed last.'),
  signedName: z.string().nullable().describe('As it was typed.'),
  before: z
    .object({ version: z.int(), title: z.string(), text: z.string() })
    .nullable()
    .describe('What the patient signed last of this clause, when that was another version.'),
});
export type OwnClause = z.infer<typeof OwnClause>;

const patient = z.strictObject({ patientId: z.uuid() });

export const Consents = z.object({
  patientName: z.string(),
  edition: z.string().describe('The version of the consent that is in force.'),
  isCurrent: z.boolean().describe('All of it is signed, and a dose may be given as far as consent goes.'),
  validUntil: z.iso.datetime().nullable(),
  withdrawnAt: z.iso.datetime().nullable().describe('When the patient last took all of it back.'),
  needsProof: z.boolean().describe('The caller signs with a fresh proof of who they are: they have a second factor.'),
  clauses: z.array(OwnClause),
});
export type Consents = z.infer<typeof Consents>;

export const readConsents = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/consents',
  summary: 'The consent clause by clause, and what the patient has signed of it; for the patient and who cares for them.',
  params: patient,
  reply: Consents,
  problems: ['care.not-found'],
});

export const signConsents = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/consents/signatures',
  summary: 'The patient signs the clauses that they have read, with their name.',
  params: patient,
  body: z.strictObject({
    name: z.string().trim().min(2).max(120),
    clauses: z
      .array(z.strictObject({ clauseId: z.uuid(), digest: z.string().max(64) }))
      .min(1)
      .max(40),
  }),
  reply: Consents,
  problems: ['care.not-found', 'care.clauses-changed', 'identity.step-up-needed'],
});

export const withdrawConsents = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/consents/withdrawal',
  summary: 'The patient takes their consent back: from now on no dose is released.',
  params: patient,
  reply: Consents,
  status: 200,
  problems: ['care.not-found', 'care.nothing-signed'],
});

export const ClauseVersion = PublishedClause.extend({
  edition: z.int(),
  isRetired: z.boolean(),
  reason: z.string(),
  publishedByName: z.string().nullable(),
});
export type ClauseVersion = z.infer<typeof ClauseVersion>;

export const ConsentEditor = z.object({
  edition: z.int().describe('Of the newest publication; 0 before the first.'),
  clauses: z.array(PublishedClause).describe('In force, in their order.'),
  history: z.array(ClauseVersion).describe('All versions, the newest first.'),
  drafts: z
    .array(ClauseWords)
    .describe('Texts that come with Hearth and are not in force here; a lawyer has to read them first.'),
});
export type ConsentEditor = z.infer<typeof ConsentEditor>;

export const readClauses = endpoint({
  method: 'GET',
  path: '/v1/consent-clauses',
  summary: 'The clauses of the consent, every version of them, and texts to begin with.',
  reply: ConsentEditor,
});

export const publishClauses = endpoint({
  method: 'POST',
  path: '/v1/consent-clauses',
  summary: 'An admin or the medical director, freshly signed in again, puts clauses into force; patients sign what has changed.',
  body: z.strictObject({
    basedOn: z.int().min(0).describe('The edition that was changed.'),
    reason: z.string().trim().min(3).max(300),
    clauses: z
      .array(ClauseWords)
      .min(1)
      .max(40)
      .describe('All that are to be in force, in their order; what is left out is retired.'),
  }),
  reply: ConsentEditor,
  problems: ['care.clauses-changed', 'care.nothing-changed', 'care.not-your-duty', 'identity.step-up-needed'],
});
