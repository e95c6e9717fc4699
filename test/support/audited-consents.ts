import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** Who reads a consent, who signs it, and who takes it back. */
export async function provesConsents(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [ida, tom, idaId] = [await Visitor.named(clinic, 'Ida'), await Visitor.named(clinic, 'Tom'), await audit.idOf('Ida')];
  const at = `/v1/patients/${idaId}/consents`;
  await audit.proves('ConsentsController.read', 'Tom', 'Ida', () => tom.get(at).expect(200));
  const { clauses } = (await ida.get(at).expect(200)).body as { clauses: { clauseId: string; digest: string }[] };
  const read = clauses.map(({ clauseId, digest }) => ({ clauseId, digest }));
  const sign = () => ida.post(`${at}/signatures`, { name: 'Ida Novak', clauses: read }).expect(201);
  await audit.proves('ConsentsController.sign', 'Ida', 'Ida', sign);
  await audit.proves('ConsentsController.withdraw', 'Ida', 'Ida', () => ida.post(`${at}/withdrawal`).expect(200));
}
