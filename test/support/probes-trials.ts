import { randomUUID } from 'node:crypto';
import { CALL, TRIED } from './audited-trials.js';
import type { Cast, Patient } from './cast.js';

/** What is sent to the doors of treatments that were tried: nobody has said anything of this one. */
export const TRIAL_BODIES = {
  'POST /v1/patients/{patientId}/trial-verifications': { key: '0'.repeat(64), evidence: CALL },
} as const;

/** A treatment of the patient that somebody has verified, each time another one. @returns the id of that */
export async function verificationFor(cast: Cast, patient: Patient | null): Promise<string> {
  if (!patient) return randomUUID();
  const at = `/v1/patients/${patient.personId}`;
  const own = await cast.signIn(patient.personId);
  const record = { ...TRIED.answer.records[0], name: `Medicine ${randomUUID()}` };
  await own
    .post(`${at}/forms/treatment-history/answers`, { ...TRIED, answer: { ...TRIED.answer, records: [record] } })
    .expect(201);
  const verifier = await cast.signIn(await verifierOf(cast, patient));
  const { trials } = (await verifier.get(`${at}/assessments`).expect(200)).body;
  const tried = { key: trials.trials[0].key, evidence: CALL };
  return (await verifier.post(`${at}/trial-verifications`, tried).expect(201)).body.id;
}

const verifierOf = (cast: Cast, { personId }: Patient): Promise<string> =>
  cast.once(`who verifies for ${personId}`, async () => {
    const id = await cast.person('prescriber');
    await cast.assign(id, personId);
    return id;
  });
