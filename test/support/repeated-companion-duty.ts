import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { BACKUP, miasCompanions } from './companion-duty-acts.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;

/** Another companion on duty, a backup: each once. */
export async function comesAlongOnce(clinic: Clinic, provesOnce: ProvesOnce, one: One): Promise<void> {
  const omar = await Visitor.named(clinic, 'Omar');
  const { sessionId, patientId, nilsId, evaId } = await miasCompanions(clinic, one);
  const [at, route] = [`/v1/dosing-sessions/${sessionId}/companion-duty`, '/v1/dosing-sessions/{sessionId}/companion-duty'];
  const relief = { by: omar, path: at, body: { personId: evaId }, other: { body: { personId: randomUUID() } } };
  expect((await provesOnce(route, relief)).body.onDutyId).toBe(evaId);
  await omar.post(at, { personId: nilsId }).expect(201);
  const named = { by: omar, path: `/v1/patients/${patientId}/companions`, body: BACKUP };
  await provesOnce('/v1/patients/{patientId}/companions', { ...named, other: { body: { ...BACKUP, displayName: 'Another' } } });
}
