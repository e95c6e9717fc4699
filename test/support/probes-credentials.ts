import { randomUUID } from 'node:crypto';
import type { Cast } from './cast.js';

export const LICENCE = {
  ...{ jurisdiction: 'US-NY', kind: 'physician', number: 'NY-0001' },
  ...{ validFrom: '2020-01-01', validTo: '2199-12-31' },
} as const;

/** What is sent to the doors of licences and places. */
export const CREDENTIAL_BODIES = {
  'POST /v1/people/{personId}/licences': LICENCE,
  'POST /v1/licences/{licenceId}/end': { why: 'correction' },
  'POST /v1/patients/{patientId}/location': { jurisdiction: 'US-NY' },
} as const;

/** A licence of somebody, which an admin has entered. */
export async function licenceOf(cast: Cast, isThere: boolean): Promise<string> {
  if (!isThere) return randomUUID();
  const admin = await cast.signIn(await cast.person('admin'));
  const holder = await cast.person('prescriber');
  return (await admin.post(`/v1/people/${holder}/licences`, LICENCE).expect(201)).body.licenceId;
}
