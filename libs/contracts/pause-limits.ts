import { z } from 'zod';

import { endpoint } from './endpoint.js';

const Limits = z
  .record(z.string().max(40), z.number())
  .describe('By name of `strictestFrom`; what is left out is as if nobody had signed it.');

export const PauseLimitsVersion = z.object({
  version: z.int(),
  limits: Limits,
  reason: z.string().nullable().describe('Null: of a record that was erased.'),
  signedByName: z.string().nullable(),
  signedAt: z.iso.datetime(),
});
export type PauseLimitsVersion = z.infer<typeof PauseLimitsVersion>;

export const PauseLimitsView = z.object({
  strictestFrom: Limits.describe('What Hearth brings: nobody’s own is above it.'),
  floors: Limits.describe('Nobody’s own is below.'),
  holds: Limits.describe('The strictest of all: by these the rules speak.'),
  versions: z.array(PauseLimitsVersion).describe('The newest first.'),
});
export type PauseLimitsView = z.infer<typeof PauseLimitsView>;

const Signed = z.strictObject({
  basedOn: z.int().min(0).describe('0: there is none yet.'),
  reason: z.string().trim().min(3).max(300),
  limits: Limits,
});
const SIGNING = ['identity.step-up-needed', 'protocols.changed-meanwhile', 'protocols.pause-limits-refused'] as const;
const OfPatient = z.strictObject({ patientId: z.uuid() });

export const readPauseLimits = endpoint({
  method: 'GET',
  path: '/v1/pause-limits',
  summary: 'From where on a course is paused here: what Hearth brings, and what the medical director has signed.',
  reply: PauseLimitsView,
});

export const signPauseLimits = endpoint({
  method: 'POST',
  path: '/v1/pause-limits',
  summary:
    'The medical director, freshly signed in again, signs the clinic’s own limits. Courses under way are looked at by them.',
  body: Signed,
  reply: PauseLimitsView,
  problems: ['care.not-your-duty', ...SIGNING],
});

export const readPatientPauseLimits = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/pause-limits',
  summary: 'From where on this patient’s course is paused, and what was signed for them alone.',
  params: OfPatient,
  reply: PauseLimitsView,
  problems: ['care.not-found'],
});

export const signPatientPauseLimits = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/pause-limits',
  summary: 'A prescriber of the team, freshly signed in again, signs limits for this patient. The strictest of all holds.',
  params: OfPatient,
  body: Signed,
  reply: PauseLimitsView,
  problems: ['care.not-found', 'protocols.not-on-team', ...SIGNING],
});
