import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { LICENCE } from './probes-credentials.js';
import type { Act } from './repeated-bookings.js';

type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;

/** A licence that is entered and ended, and a place that is said: each once. */
export async function licensedOnce(
  clinic: Clinic,
  provesOnce: (route: string, act: Act) => Promise<Response>,
  one: One,
): Promise<void> {
  const [by, ida] = [await Visitor.named(clinic, 'Ada'), await Visitor.named(clinic, 'Ida')];
  const { id: holder } = await one("SELECT id FROM person WHERE display_name LIKE 'Tom%'");
  const number = randomUUID();
  const add = { by, path: `/v1/people/${holder}/licences`, body: { ...LICENCE, number }, other: { body: LICENCE } };
  const { licenceId } = (await provesOnce('/v1/people/{personId}/licences', add)).body;
  const end = { by, path: `/v1/licences/${licenceId}/end`, body: { why: 'suspended' }, other: { body: { why: 'revoked' } } };
  await provesOnce('/v1/licences/{licenceId}/end', end);
  const { personId } = (await ida.get('/v1/me')).body;
  const at = {
    by: ida,
    path: `/v1/patients/${personId}/location`,
    body: { jurisdiction: 'US-NY' },
    other: { body: { jurisdiction: 'US-NJ' } },
  };
  const places = async () =>
    Number((await one('SELECT count(*)::text AS n FROM patient_location WHERE patient_id = $1', personId))['n']);
  const before = await places();
  await provesOnce('/v1/patients/{patientId}/location', at);
  expect(await places()).toBe(before + 1);
}
