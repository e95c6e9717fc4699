import { randomUUID } from 'node:crypto';
import type { Actor, Cast, Patient, Whose } from './cast.js';

type Subject = Readonly<{ operation: string; cast: Cast; actor: Actor; whose: Whose; patient: Patient | null }>;

export const PROFILE = {
  ...{ languages: ['en'], specialties: ['grief'], gender: null, capacity: 40 },
  about: 'The matrix tries every door.',
} as const;
export const RULES = {
  ...{ continuity: 10, specialty: 10, soon: 10, zone: 10, preference: 10 },
  ...{ offerHours: 48, overlapDays: 14, courseDays: 42 },
} as const;
const elsewhere = (cast: Cast) => cast.once('knows the patient', () => cast.person('physician'));

/** What is sent to the doors of pairing. */
export const PAIRING_BODIES: Readonly<Record<string, (subject: Subject) => Promise<object> | object>> = {
  'POST /v1/patients/{patientId}/pairing/wish': () => ({ languages: ['en'], topics: [], gender: null }),
  'POST /v1/patients/{patientId}/pairing/ranking': () => ({ part: 'therapist' }),
  'POST /v1/patients/{patientId}/pairing/choice': () => ({ part: 'prescriber', clinicianId: randomUUID() }),
  'POST /v1/patients/{patientId}/pairing/stop': () => ({ part: 'prescriber' }),
  'POST /v1/patients/{patientId}/pairing/conflict': async ({ cast }) => ({ clinicianId: await elsewhere(cast) }),
  'POST /v1/patients/{patientId}/pairing/hand-over': () => ({
    ...{ toId: randomUUID(), summary: 'The matrix tries every door.', overlapDays: 14 },
  }),
  'POST /v1/pairing-offers/{pairingOfferId}/acceptance': () => ({}),
  'POST /v1/pairing-offers/{pairingOfferId}/refusal': () => ({ reason: 'no-time' }),
  'POST /v1/pairing-hand-overs/{pairingHandOverId}/reading': () => ({}),
  'POST /v1/clinician-profiles/{personId}': () => PROFILE,
  'POST /v1/cover/plan': async ({ cast }) => {
    await bothLackSomebody(cast);
    return { absentIds: [] };
  },
  'POST /v1/cover/application': ({ patient }) => ({
    pairs: [{ patientId: patient?.personId ?? randomUUID(), part: 'therapist', clinicianId: randomUUID(), insteadOfId: null }],
  }),
  'POST /v1/pairing-rules': () => ({ basedOn: 99, ...RULES }),
};

/** Both patients have lost somebody, and nobody has been found for them. */
export async function bothLackSomebody(cast: Cast): Promise<string> {
  for (const { personId } of [cast.a, cast.b]) await cast.pairings.gap(personId);
  return '';
}

/** To whoever asks, if that is somebody of the patient's team; else to somebody else. */
async function asked({ cast, actor, whose }: Subject): Promise<string> {
  const isTheirs = whose === 'own' && (actor.name === 'assigned' || actor.name === 'therapist');
  return isTheirs ? actor.personId! : cast.once('asked for', () => cast.person('therapist'));
}

export const pairingOfferOf = async (subject: Subject): Promise<string> =>
  subject.patient ? subject.cast.pairings.offer(subject.patient.personId, await asked(subject)) : randomUUID();
export const pairingHandOverOf = async (subject: Subject): Promise<string> =>
  subject.patient ? subject.cast.pairings.handOver(subject.patient.personId, await asked(subject)) : randomUUID();
