import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { CALL, triedBy } from './audited-trials.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;

/** A treatment is verified, and that is taken back: each once. */
export async function verifiesOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const by = await Visitor.named(clinic, 'Nina');
  const { patientId, key } = await triedBy(clinic, 'Rosa', by);
  const [path, route] = [`/v1/patients/${patientId}/trial-verifications`, '/v1/patients/{patientId}/trial-verifications'];
  const verified = {
    by,
    path,
    body: { key, evidence: CALL },
    other: { body: { key, evidence: { ...CALL, source: 'prescriber' } } },
  };
  const { id } = (await provesOnce(route, verified)).body;
  const taken = { by, path: `${path}/${id}/withdrawal`, body: {}, other: { path: `${path}/${randomUUID()}/withdrawal` } };
  await provesOnce(`${route}/{verificationId}/withdrawal`, taken);
}
