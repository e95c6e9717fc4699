import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { RULE } from './probes-credentials.js';

/** What states ask of prescribers, and because of what these prescribe at a distance. */
export async function provesAuthority(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ada, nina] = [await Visitor.named(clinic, 'Ada'), await Visitor.named(clinic, 'Nina')];
  const about = { patientId: await audit.idOf('Sam'), prescriberId: await audit.idOf('Nina') };
  const basis = { kind: 'in-person-exam', citation: null, about, validFrom: '2020-01-01', validTo: '2199-12-31' };
  let id = '';
  await audit.proves('LegalBasesController.record', 'Nina', 'Sam', async () => {
    id = (await nina.post('/v1/legal-bases', basis).expect(201)).body.legalBasisId;
  });
  const lists = async (handler: string, read: () => PromiseLike<unknown>) =>
    expect(await audit.rowsOf(handler, read)).not.toEqual([]);
  await lists('LegalBasesController.list', () => nina.get('/v1/legal-bases').expect(200));
  await audit.proves('LegalBasesController.end', 'Ada', 'Sam', () => ada.post(`/v1/legal-bases/${id}/end`, {}).expect(201));
  const patient = `/v1/patients/${about.patientId}/pdmp`;
  await audit.proves('PdmpController.attest', 'Nina', 'Sam', () =>
    nina.post(patient, { states: ['US-NY'], showsAnotherPrescriber: false }).expect(201),
  );
  await audit.proves('PdmpController.read', 'Nina', 'Sam', () => nina.get(patient).expect(200));
  await lists('CoverLossesController.read', () => ada.get('/v1/cover-losses?lastDay=2190-01-01').expect(200));
  await audit.proves('PrescribingRulesController.change', 'Ada', null, () =>
    ada.post('/v1/prescribing-rules/US-VT', { ...RULE, basedOn: 0 }).expect(201),
  );
}
