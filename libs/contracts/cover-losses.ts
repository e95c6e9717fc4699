import { z } from 'zod';

import { LegalBasisKind } from './authority.js';
import { Jurisdiction, LicenceKind, Place } from './credentials.js';
import { endpoint } from './endpoint.js';

const Part = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  personId: z.uuid(),
  displayName: z.string(),
  act: z.enum(['treat', 'prescribe', 'prescribe-in-person']),
  place: Place.nullable().describe('Where the patient was at last; null: nobody has said it, and any place would do.'),
  reason: z.string().describe('What is missing then: a stable code, as `legal-basis-over`.'),
});

export const CoverLosses = z.object({
  lastDay: z.iso.date(),
  ending: z
    .array(
      z.object({
        what: z.union([LicenceKind, LegalBasisKind]),
        isBasis: z.boolean(),
        jurisdiction: Jurisdiction.nullable(),
        displayName: z.string().nullable().describe('Whose it is; null: it holds for everybody.'),
        patientName: z.string().nullable(),
        validTo: z.iso.date(),
      }),
    )
    .readonly()
    .describe('What ends until then, whether something else takes its place or not.'),
  people: z.array(Part).readonly().describe('Who may treat or prescribe to whom today, and not after that day.'),
  appointments: z
    .array(Part.extend({ appointmentId: z.uuid(), startsAt: z.iso.datetime() }))
    .readonly()
    .describe('What is booked after that day and has no cover as things stand; by its start.'),
});
export type CoverLosses = z.infer<typeof CoverLosses>;

export const readCoverLosses = endpoint({
  method: 'GET',
  path: '/v1/cover-losses',
  summary: 'Who loses what after a day: clinicians, patients and appointments, as licences and bases in law stand now.',
  query: z.strictObject({ lastDay: z.iso.date() }),
  reply: CoverLosses,
});
