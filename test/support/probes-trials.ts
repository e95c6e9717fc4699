import { randomUUID } from 'node:crypto';
import { CALL } from './audited-trials.js';
import type { Cast, Patient } from './cast.js';

/** What is sent to the doors of treatments that were tried: nobody has said anything of this one. */
export const TRIAL_BODIES = {
  'POST /v1/patients/{patientId}/trial-verifications': { key: '0'.repeat(64), evidence: CALL },
} as const;

/** A treatment of the patient that somebody has verified. @returns the id of that */
export async function verificationFor(cast: Cast, patient: Patient | null): Promise<string> {
  const id = randomUUID();
  if (!patient) return id;
  await cast.sql(
    `INSERT INTO trial_verification (id, patient_id, source, spoken_at, words_sealed, verified_by)
     VALUES ($1, $2, 'pharmacy', app_now(), 'v1', $3)`,
    [id, patient.personId, await cast.once('verifier', () => cast.person('prescriber'))],
  );
  return id;
}
