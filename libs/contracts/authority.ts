import { z } from 'zod';

import { Jurisdiction } from './credentials.js';
import { endpoint } from './endpoint.js';

export const PrescribingRule = z.object({
  jurisdiction: Jurisdiction,
  needsPrescriptiveAuthority: z.boolean().describe('Of whoever is no physician.'),
  needsCollaboration: z.boolean().describe('Of whoever is no physician.'),
  needsStateRegistration: z.boolean(),
  dea: z.enum(['there', 'anywhere', 'none']).describe('For which state a registration with the DEA is asked for.'),
  pdmp: z.enum(['each-order', 'every-days', 'none']).describe('How often the prescription monitoring programme is looked at.'),
  pdmpDays: z.int().min(1).max(366).nullable().describe('Of `every-days`.'),
});
export type PrescribingRule = z.infer<typeof PrescribingRule>;

export const PrescribingRuleShown = PrescribingRule.extend({
  version: z.int().nonnegative().describe('0: nobody has looked it up, and everything is asked.'),
  source: z.string().nullable(),
  changedByName: z.string().nullable(),
  changedAt: z.iso.datetime().nullable(),
});
export type PrescribingRuleShown = z.infer<typeof PrescribingRuleShown>;

export const listPrescribingRules = endpoint({
  method: 'GET',
  path: '/v1/prescribing-rules',
  summary: 'What each state asks of prescribers, for the states in which somebody is licensed and those that were looked up.',
  reply: z.object({ rules: z.array(PrescribingRuleShown).readonly() }),
});

export const changePrescribingRule = endpoint({
  method: 'POST',
  path: '/v1/prescribing-rules/:jurisdiction',
  summary: 'Enters what was looked up of a state: a new version; those before it stay.',
  params: z.strictObject({ jurisdiction: Jurisdiction }),
  body: PrescribingRule.omit({ jurisdiction: true })
    .extend({ basedOn: z.int().nonnegative(), source: z.string().trim().min(1).max(300) })
    .strict()
    .refine(({ pdmp, pdmpDays }) => (pdmp === 'every-days') === (pdmpDays !== null), 'Days go with “every so many days”.'),
  reply: z.object({ version: z.int().positive() }),
  problems: ['credentials.rule-changed'],
});

export const LegalBasisKind = z.enum(['telemedicine-flexibility', 'in-person-exam', 'special-registration', 'other']);
export type LegalBasisKind = z.infer<typeof LegalBasisKind>;
export const LegalBasisStanding = z.enum(['active', 'ends-soon', 'not-yet', 'over', 'ended']);

export const LegalBasis = z.object({
  legalBasisId: z.uuid(),
  kind: LegalBasisKind,
  citation: z.string().nullable(),
  patientId: z.uuid().nullable().describe('Null: it holds for every patient and prescriber.'),
  patientName: z.string().nullable(),
  prescriberId: z.uuid().nullable(),
  prescriberName: z.string().nullable(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().describe('The last day.'),
  standing: LegalBasisStanding,
  recordedByName: z.string().nullable(),
  recordedAt: z.iso.datetime(),
});
export type LegalBasis = z.infer<typeof LegalBasis>;

export const listLegalBases = endpoint({
  method: 'GET',
  path: '/v1/legal-bases',
  summary:
    'Because of what is prescribed at a distance: what holds for everybody, and for the patients whom the caller may know of.',
  reply: z.object({ bases: z.array(LegalBasis).readonly() }),
});

export const recordLegalBasis = endpoint({
  method: 'POST',
  path: '/v1/legal-bases',
  summary: 'Records a basis: an administrator any, a prescriber that they have examined a patient of theirs in person.',
  body: z.strictObject({
    kind: LegalBasisKind,
    citation: z.string().trim().min(1).max(200).nullable().describe('The rule; null of an examination.'),
    about: z.strictObject({ patientId: z.uuid(), prescriberId: z.uuid() }).nullable().describe('Null: everybody.'),
    validFrom: z.iso.date(),
    validTo: z.iso.date(),
  }),
  reply: z.object({ legalBasisId: z.uuid() }),
  problems: [
    ...['credentials.no-clinician', 'credentials.no-patient', 'credentials.days-turned', 'credentials.basis-refused'],
    'care.not-found',
  ],
});

export const endLegalBasis = endpoint({
  method: 'POST',
  path: '/v1/legal-bases/:legalBasisId/end',
  summary: 'Ends a basis before its time.',
  params: z.strictObject({ legalBasisId: z.uuid() }),
  reply: z.null(),
  problems: ['credentials.no-basis', 'credentials.ended'],
});
