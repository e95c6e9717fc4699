import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { BACKUP, miasCompanions } from './companion-duty-acts.js';
import { Visitor } from './http.js';

/** Who names companions, who gets ready, and who is on duty. */
export async function provesCompanionDuty(clinic: Clinic, audit: AuditProof): Promise<void> {
  const omar = await Visitor.named(clinic, 'Omar');
  const one = (statement: string, ...values: unknown[]) => audit.one(statement, ...values);
  const { visitor: nils, sessionId, patientId, nilsId, evaId } = await miasCompanions(clinic, one);
  const at = `/v1/dosing-sessions/${sessionId}/companion-duty`;
  const proves = (handler: string, who: string, work: () => PromiseLike<unknown>) => audit.proves(handler, who, 'Mia', work);
  await proves('CompanionDutyController.read', 'Nils', () => nils.get(at).expect(200));
  await proves('CompanionDutyController.relieve', 'Omar', () => omar.post(at, { personId: evaId }).expect(201));
  await omar.post(at, { personId: nilsId }).expect(201);
  const companions = `/v1/patients/${patientId}/companions`;
  await proves('NamedCompanionsController.read', 'Omar', () => omar.get(companions).expect(200));
  await proves('NamedCompanionsController.name', 'Omar', () => omar.post(companions, BACKUP).expect(201));
}
