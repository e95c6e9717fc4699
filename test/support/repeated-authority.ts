import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { RULE } from './probes-credentials.js';
import type { Act } from './repeated-bookings.js';

type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;

/** A basis that is recorded and ended, a look at a programme, and the rule of a state: each once. */
export async function authorizedOnce(
  clinic: Clinic,
  provesOnce: (route: string, act: Act) => Promise<Response>,
  one: One,
): Promise<void> {
  const by = await Visitor.named(clinic, 'Ada');
  const basis = { kind: 'other', citation: 'A rule', about: null, validFrom: '2020-01-01', validTo: '2199-12-31' };
  const path = '/v1/legal-bases';
  const other = { body: { ...basis, citation: 'Another rule' } };
  const { legalBasisId } = (await provesOnce(path, { by, path, body: basis, other })).body;
  const end = { by, path: `${path}/${legalBasisId}/end`, body: {}, other: { path: `${path}/${crypto.randomUUID()}/end` } };
  await provesOnce('/v1/legal-bases/{legalBasisId}/end', end);
  const nina = await Visitor.named(clinic, 'Nina');
  const { id } = await one("SELECT id FROM person WHERE display_name LIKE 'Sam%'");
  const look = { states: ['US-NY'], showsAnotherPrescriber: false };
  const at = { by: nina, path: `/v1/patients/${id}/pdmp`, body: look, other: { body: { ...look, states: ['US-NJ'] } } };
  await provesOnce('/v1/patients/{patientId}/pdmp', at);
  const rule = { ...RULE, basedOn: 0 };
  const changed = { by, path: '/v1/prescribing-rules/US-VT', body: rule, other: { body: { ...rule, basedOn: 1 } } };
  await provesOnce('/v1/prescribing-rules/{jurisdiction}', changed);
}
