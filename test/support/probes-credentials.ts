import { randomUUID } from 'node:crypto';
import type { Cast } from './cast.js';

export const LICENCE = {
  ...{ jurisdiction: 'US-NY', kind: 'physician', number: 'NY-0001' },
  ...{ validFrom: '2020-01-01', validTo: '2199-12-31' },
} as const;

export const RULE = {
  ...{ needsPrescriptiveAuthority: true, needsCollaboration: true, needsStateRegistration: true, dea: 'there' },
  ...{ pdmp: 'every-days', pdmpDays: 90, source: 'Made up for a test' },
} as const;

/** What is sent to the doors of licences and places. */
export const CREDENTIAL_BODIES = {
  'POST /v1/people/{personId}/licences': LICENCE,
  'POST /v1/licences/{licenceId}/end': { why: 'correction' },
  'POST /v1/legal-bases': { kind: 'other', citation: null, about: null, validFrom: '2020-01-01', validTo: '2199-12-31' },
  'POST /v1/legal-bases/{legalBasisId}/end': {},
  'POST /v1/patients/{patientId}/pdmp': { states: ['US-NY'], showsAnotherPrescriber: false },
  'POST /v1/prescribing-rules/{jurisdiction}': { ...RULE, basedOn: 99 },
  'POST /v1/patients/{patientId}/location': { jurisdiction: 'US-NY' },
} as const;

/** A licence of somebody, which an admin has entered. */
export async function licenceOf(cast: Cast, isThere: boolean): Promise<string> {
  if (!isThere) return randomUUID();
  const admin = await cast.signIn(await cast.person('admin'));
  const holder = await cast.person('prescriber');
  return (await admin.post(`/v1/people/${holder}/licences`, LICENCE).expect(201)).body.licenceId;
}

/** That a patient was examined, which an admin has recorded. */
export async function legalBasisOf(cast: Cast, patientId: string | null): Promise<string> {
  if (patientId === null) return randomUUID();
  const admin = await cast.signIn(await cast.person('admin'));
  const about = { patientId, prescriberId: await cast.person('prescriber') };
  const basis = { kind: 'in-person-exam', citation: null, about, validFrom: '2020-01-01', validTo: '2199-12-31' };
  return (await admin.post('/v1/legal-bases', basis).expect(201)).body.legalBasisId;
}

/** So that there is something of both patients on the list. */
export async function bothExamined(cast: Cast): Promise<string> {
  for (const { personId } of [cast.a, cast.b]) await legalBasisOf(cast, personId);
  return '';
}
