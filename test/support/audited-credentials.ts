import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { LICENCE } from './probes-credentials.js';

/** Licences, and where a patient is. */
export async function provesCredentials(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ada, ida, nina] = [await Visitor.named(clinic, 'Ada'), await Visitor.named(clinic, 'Ida'), await Visitor.named(clinic, 'Nina')];
  const [holder, patientId] = [await audit.idOf('Tom'), await audit.idOf('Ida')];
  let licenceId = '';
  await audit.proves('LicencesController.add', 'Ada', null, async () => {
    licenceId = (await ada.post(`/v1/people/${holder}/licences`, LICENCE).expect(201)).body.licenceId;
  });
  const end = () => ada.post(`/v1/licences/${licenceId}/end`, { why: 'correction' }).expect(201);
  await audit.proves('LicencesController.end', 'Ada', null, end);
  const at = `/v1/patients/${patientId}/location`;
  await audit.proves('LocationsController.state', 'Ida', 'Ida', () => ida.post(at, { jurisdiction: 'US-NY' }).expect(201));
  await audit.proves('LocationsController.read', 'Nina', 'Ida', () => nina.get(at).expect(200));
}
