import { z } from 'zod';

import { Jurisdiction, Place } from './credentials.js';
import { endpoint } from './endpoint.js';

export const PdmpLook = z.object({
  checkedByName: z.string().nullable(),
  states: z.array(Jurisdiction).readonly(),
  showsAnotherPrescriber: z.boolean(),
  checkedAt: z.iso.datetime(),
});
export type PdmpLook = z.infer<typeof PdmpLook>;

export const PdmpOfPatient = z.object({
  place: Place.nullable().describe('Where the patient was at last; null: nobody has said it.'),
  asks: z
    .object({ pdmp: z.enum(['each-order', 'every-days', 'none']), pdmpDays: z.int().nullable(), isVerified: z.boolean() })
    .nullable()
    .describe('What that state asks for.'),
  standing: z
    .object({
      isMet: z.boolean(),
      reason: z.enum(['not-asked', 'current', 'never', 'too-old']),
      until: z.iso.datetime().nullable(),
    })
    .nullable()
    .describe('Of whoever asks, where the patient was at last.'),
  looks: z.array(PdmpLook).readonly().describe('The newest first.'),
});
export type PdmpOfPatient = z.infer<typeof PdmpOfPatient>;

const OfPatient = z.strictObject({ patientId: z.uuid() });

export const readPdmp = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/pdmp',
  summary:
    'Who has looked at the prescription monitoring programmes of which states for this patient, and whether it is due again.',
  params: OfPatient,
  reply: PdmpOfPatient,
  problems: ['care.not-found'],
});

export const attestPdmp = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/pdmp',
  summary:
    'A prescriber attests that they have looked at the programmes of these states just now, and whether somebody else prescribes.',
  params: OfPatient,
  body: z.strictObject({ states: z.array(Jurisdiction).min(1).max(60), showsAnotherPrescriber: z.boolean() }),
  reply: PdmpOfPatient,
  problems: ['care.not-found'],
});
