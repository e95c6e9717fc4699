import { randomUUID } from 'node:crypto';
import type { Cast, Patient } from './cast.js';
import { REPORT } from './incident-acts.js';

export const INCIDENT_BODIES = {
  'POST /v1/patients/{patientId}/incidents': REPORT,
  'POST /v1/incidents/{incidentId}/entries': { kind: 'account', words: 'The matrix tries every door.' },
} as const;

/** One of the patient that nobody has reviewed, and in which nobody has found anything. */
export async function incidentOf(cast: Cast, patient: Patient | null): Promise<string> {
  if (!patient) return randomUUID();
  const { personId } = patient;
  return cast.once(`incident of ${personId}`, async () => {
    const id = randomUUID();
    const by = await cast.once('reports incidents', () => cast.person('prescriber'));
    await cast.sql(`INSERT INTO incident (id, patient_id, kind, opened_by) VALUES ($1, $2, 'other', $3)`, [id, personId, by]);
    return id;
  });
}

/** Of both patients there is one. */
export async function bothHaveIncidents(cast: Cast): Promise<string> {
  for (const patient of [cast.a, cast.b]) await incidentOf(cast, patient);
  return '';
}
