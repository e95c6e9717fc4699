import { openCheck, WELL } from './aftercare-acts.js';
import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** How a patient is after a session: they say it, and their team reads it. */
export async function provesAftercare(clinic: Clinic, audit: AuditProof): Promise<void> {
  const ana = await Visitor.named(clinic, 'Ana');
  const checkId = await openCheck(ana);
  await audit.proves('AftercareController.answer', 'Ana', 'Ana', () =>
    ana.post(`/v1/aftercare-checks/${checkId}/answers`, WELL).expect(201),
  );
  const tom = await Visitor.named(clinic, 'Tom');
  const id = await audit.idOf('Ana');
  await audit.proves('AftercareController.read', 'Tom', 'Ana', () => tom.get(`/v1/patients/${id}/aftercare`).expect(200));
}
