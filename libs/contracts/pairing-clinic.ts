import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { Role } from './identity.js';
import { FitReason, Gender, Language, PairingFilter, PairingPart, PairingWeights, Topic } from './pairing.js';

const about = z.string().trim().max(600);

export const ClinicianProfile = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  role: Role,
  profession: z.string().nullable(),
  languages: z.array(Language),
  specialties: z.array(Topic),
  gender: Gender.nullable(),
  about: z.string(),
  capacity: z.int(),
  load: z.int().describe('Patients that they have or are offered.'),
});
export type ClinicianProfile = z.infer<typeof ClinicianProfile>;

export const listProfiles = endpoint({
  method: 'GET',
  path: '/v1/clinician-profiles',
  summary: 'What clinicians say of themselves, and how many patients they take; clinicians see their own.',
  reply: z.object({ people: z.array(ClinicianProfile) }),
});

export const changeProfile = endpoint({
  method: 'POST',
  path: '/v1/clinician-profiles/:personId',
  summary: 'A clinician changes what patients read of them. How many patients they take an admin can change, too.',
  params: z.strictObject({ personId: z.uuid() }),
  body: z.strictObject({
    languages: z.array(Language).min(1).max(20),
    specialties: z.array(Topic).max(12),
    gender: Gender.nullable(),
    about,
    capacity: z.int().min(0).max(500),
  }),
  reply: ClinicianProfile,
  problems: ['pairing.no-clinician'],
});

const Named = z.object({ personId: z.uuid(), displayName: z.string() });

/** Somebody for whom nobody is there: because somebody was lost, or because nobody has been found yet. */
export const Uncovered = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  part: PairingPart,
  cause: z.enum(['let-go', 'left', 'licence', 'waits', 'absent']),
  since: z.iso.datetime(),
  lost: Named.nullable(),
});
export type Uncovered = z.infer<typeof Uncovered>;

export const PairingRules = z.object({
  version: z.int(),
  ...PairingWeights.shape,
  offerHours: z.int(),
  overlapDays: z.int(),
  courseDays: z.int(),
});
export type PairingRules = z.infer<typeof PairingRules>;

export const readCover = endpoint({
  method: 'GET',
  path: '/v1/cover',
  summary: 'Patients who lack somebody, how full everybody is, and how much each reason weighs.',
  reply: z.object({
    uncovered: z.array(Uncovered),
    clinicians: z.array(
      z.object({ ...Named.shape, part: PairingPart, capacity: z.int(), load: z.int() }).describe('Who works here.'),
    ),
    unread: z.array(z.object({ patientId: z.uuid(), patientName: z.string(), to: Named, overlapUntil: z.iso.datetime() })),
    rules: PairingRules,
  }),
});

export const CoverPair = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  part: PairingPart,
  clinician: Named,
  fit: z.int(),
  reasons: z.array(FitReason),
  insteadOf: Named.nullable().describe('Who is absent or was lost.'),
});
export type CoverPair = z.infer<typeof CoverPair>;

export const planCover = endpoint({
  method: 'POST',
  path: '/v1/cover/plan',
  summary:
    'Proposes who looks after whom: everybody who lacks somebody, and the patients of those who are absent. Changes nothing.',
  body: z.strictObject({ absentIds: z.array(z.uuid()).max(50) }),
  status: 200,
  withoutKey: 'It changes nothing.',
  reply: z.object({
    pairs: z.array(CoverPair),
    unplaced: z.array(
      Uncovered.extend({
        filters: z.array(z.object({ filter: PairingFilter, clinicians: z.int() })).describe('What keeps how many out.'),
      }),
    ),
    totalFit: z.int(),
  }),
});

/** So many are placed in one transaction; whoever has a longer list does it again. */
export const COVER_AT_ONCE = 200;

export const applyCover = endpoint({
  method: 'POST',
  path: '/v1/cover/application',
  summary: 'Does what was proposed, whole or not at all; each pair is judged again at that moment.',
  body: z.strictObject({
    pairs: z
      .array(z.strictObject({ patientId: z.uuid(), part: PairingPart, clinicianId: z.uuid(), insteadOfId: z.uuid().nullable() }))
      .min(1)
      .max(COVER_AT_ONCE),
  }),
  reply: z.object({ placed: z.int() }),
  problems: ['care.not-found', 'pairing.kept-out', 'pairing.not-now'],
});

const weight = z.int().min(0).max(100);
export const changePairingRules = endpoint({
  method: 'POST',
  path: '/v1/pairing-rules',
  summary: 'How much each reason weighs, and how long an offer, an overlap and a course last; a new version.',
  body: z.strictObject({
    basedOn: z.int(),
    ...{ continuity: weight, specialty: weight, soon: weight, zone: weight, preference: weight },
    offerHours: z.int().min(1).max(336),
    overlapDays: z.int().min(1).max(90),
    courseDays: z.int().min(1).max(365),
  }),
  reply: PairingRules,
  problems: ['pairing.rules-changed'],
});
