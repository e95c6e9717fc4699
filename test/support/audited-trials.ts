import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

const TRIAL = { type: 'drug', name: 'Sertraline', weeks: 12, adherence: 'most', response: 'little' };
/** What a patient says that they have tried. */
export const TRIED = { version: '1', linkId: '/treatments', answer: { kind: 'records', records: [TRIAL] } };
export const CALL = {
  ...{ source: 'pharmacy', informant: 'Oak Street Pharmacy', note: 'Dispensed for twelve weeks.' },
  spokenAt: '2026-01-05T15:00:00.000Z',
};

/** A patient says what she has tried. @returns her id, and by what the first of it is named */
export async function triedBy(clinic: Clinic, patient: string, reader: Visitor): Promise<{ patientId: string; key: string }> {
  const own = await Visitor.named(clinic, patient);
  const { personId: patientId } = (await own.get('/v1/me')).body;
  await own.post(`/v1/patients/${patientId}/forms/treatment-history/answers`, TRIED).expect(201);
  const { trials } = (await reader.get(`/v1/patients/${patientId}/assessments`).expect(200)).body;
  return { patientId, key: trials.trials[0].key };
}

/** A treatment is verified, and that is taken back. */
export async function provesTrials(clinic: Clinic, audit: AuditProof): Promise<void> {
  const nina = await Visitor.named(clinic, 'Nina');
  const { patientId, key } = await triedBy(clinic, 'Rosa', nina);
  const at = `/v1/patients/${patientId}/trial-verifications`;
  let id = '';
  await audit.proves('AssessmentsController.verifyTrial', 'Nina', 'Rosa', async () => {
    id = (await nina.post(at, { key, evidence: CALL }).expect(201)).body.id;
  });
  await audit.proves('AssessmentsController.withdrawTrial', 'Nina', 'Rosa', () =>
    nina.post(`${at}/${id}/withdrawal`).expect(201),
  );
}
