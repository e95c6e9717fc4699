import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
type Clause = Readonly<{ clauseId: string; digest: string; code: string; title: string; text: string }>;

/** An edition comes once, a signature is there once, and consent is taken back once. */
export async function consentsOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [ida, ada] = [await Visitor.named(clinic, 'Ida'), await Visitor.named(clinic, 'Ada')];
  const { edition, clauses: inForce } = (await ada.get('/v1/consent-clauses').expect(200)).body;
  await ada.grantStepUp();
  const words = (inForce as Clause[]).map(({ code, title, text }) => ({ code, title, text }));
  const path = '/v1/consent-clauses';
  const body = { basedOn: edition, reason: 'Told elsewhere', clauses: words.slice(0, -1) };
  await provesOnce(path, { by: ada, path, body, other: { body: { ...body, reason: 'Another reason' } } });
  const idaId = (await ida.get('/v1/me')).body.personId;
  const at = (what: string, id = idaId) => `/v1/patients/${id}/consents/${what}`;
  const { clauses } = (await ida.get(`/v1/patients/${idaId}/consents`).expect(200)).body;
  const read = (clauses as Clause[]).map(({ clauseId, digest }) => ({ clauseId, digest }));
  const signed = { name: 'Ida Novak', clauses: read };
  const other = { body: { ...signed, name: 'Somebody Else' } };
  await provesOnce('/v1/patients/{patientId}/consents/signatures', { by: ida, path: at('signatures'), body: signed, other });
  const back = { by: ida, path: at('withdrawal'), body: {}, other: { path: at('withdrawal', randomUUID()) } };
  await provesOnce('/v1/patients/{patientId}/consents/withdrawal', back);
}
