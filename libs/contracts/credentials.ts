import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { Role } from './identity.js';

/** A part of a country, as ISO 3166-2 names it: licences are given for one. */
export const Jurisdiction = z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/);
/** Where nobody of a clinic is licensed, whichever country it is. */
export const ELSEWHERE = 'ZZ';
export const Place = z.union([Jurisdiction, z.literal(ELSEWHERE)]);

/** Licences to treat patients; and, from `prescriptive-authority` on, what a prescriber needs beside one. */
export const LicenceKind = z.enum([
  'physician',
  'nurse-practitioner',
  'physician-assistant',
  'nurse',
  'psychologist',
  'clinical-social-worker',
  'marriage-family-therapist',
  'counselor',
  'telehealth-registration',
  'other',
  'prescriptive-authority',
  'state-registration',
  'dea-registration',
  'collaboration',
]);
export type LicenceKind = z.infer<typeof LicenceKind>;
export const LicenceEndReason = z.enum(['surrendered', 'suspended', 'revoked', 'left-clinic', 'correction']);
export type LicenceEndReason = z.infer<typeof LicenceEndReason>;
export const LicenceStanding = z.enum(['active', 'ends-soon', 'not-yet', 'over', 'ended']);
export type LicenceStanding = z.infer<typeof LicenceStanding>;

export const Licence = z.object({
  licenceId: z.uuid(),
  jurisdiction: Jurisdiction,
  kind: LicenceKind,
  number: z.string().nullable().describe('Null: its holder was erased.'),
  validFrom: z.iso.date(),
  validTo: z.iso.date().describe('The last day.'),
  standing: LicenceStanding,
  checkedByName: z.string().nullable(),
  checkedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  endReason: LicenceEndReason.nullable(),
});
export type Licence = z.infer<typeof Licence>;

export const LicensedPerson = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  role: Role,
  profession: z.string().nullable(),
  isDisabled: z.boolean(),
  licences: z.array(Licence).readonly(),
});
export type LicensedPerson = z.infer<typeof LicensedPerson>;

export const listLicences = endpoint({
  method: 'GET',
  path: '/v1/licences',
  summary: 'Licences of everybody who treats patients here; clinicians see their own.',
  reply: z.object({ people: z.array(LicensedPerson).readonly() }),
});

export const addLicence = endpoint({
  method: 'POST',
  path: '/v1/people/:personId/licences',
  summary: 'Adds a licence that the caller has checked with whoever gave it. It stays as it is; renewed, it is another one.',
  params: z.strictObject({ personId: z.uuid() }),
  body: z.strictObject({
    jurisdiction: Jurisdiction,
    kind: LicenceKind,
    number: z.string().trim().min(1).max(60),
    validFrom: z.iso.date(),
    validTo: z.iso.date(),
  }),
  reply: z.object({ licenceId: z.uuid() }),
  problems: ['credentials.no-clinician', 'credentials.days-turned', 'credentials.over'],
});

export const endLicence = endpoint({
  method: 'POST',
  path: '/v1/licences/:licenceId/end',
  summary: 'Ends a licence before its time: it covers nothing any more.',
  params: z.strictObject({ licenceId: z.uuid() }),
  body: z.strictObject({ why: LicenceEndReason }),
  reply: z.null(),
  problems: ['credentials.no-licence', 'credentials.ended'],
});

/** Whether somebody may treat a patient where they are. `not-stated`: nobody has said where that is. */
export const Coverage = z.enum(['covered', 'not-stated', 'no-licence-there', 'not-yet', 'over', 'ended']);
export type Coverage = z.infer<typeof Coverage>;

export const PatientLocation = z.object({
  stated: z
    .object({
      jurisdiction: Place,
      day: z.iso.date().describe('On the clock of the patient.'),
      statedAt: z.iso.datetime(),
      statedByName: z.string().nullable(),
      isToday: z.boolean(),
    })
    .nullable()
    .describe('The newest.'),
  places: z.array(Jurisdiction).readonly().describe('Where somebody of the clinic may treat patients now.'),
  team: z
    .array(
      z.object({
        personId: z.uuid(),
        displayName: z.string(),
        role: Role,
        coverage: Coverage,
        until: z.iso.date().nullable().describe('The last day of the licence that covers it.'),
      }),
    )
    .readonly()
    .describe('Whether the patient’s clinicians may treat them where they were at last, today.'),
});
export type PatientLocation = z.infer<typeof PatientLocation>;

const OfPatient = z.strictObject({ patientId: z.uuid() });

export const readLocation = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/location',
  summary: 'Where the patient is, as it was said at last, and who of their team may treat them there.',
  params: OfPatient,
  reply: PatientLocation,
  problems: ['care.not-found'],
});

export const stateLocation = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/location',
  summary: 'Says where the patient is today: they themselves, or somebody of their team who has asked them.',
  params: OfPatient,
  body: z.strictObject({ jurisdiction: Place }),
  reply: PatientLocation,
  problems: ['care.not-found'],
});
