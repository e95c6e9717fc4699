import type { AuditProof } from './audited.js';
import type { Visitor } from './http.js';

const REASON = 'As we spoke of it.';

/** Who withdraws a dose, and ends the protocol of which it was. */
export async function provesEndings(nina: Visitor, audit: AuditProof): Promise<void> {
  const at = `/v1/patients/${await audit.idOf('Ida')}/protocol`;
  await nina.grantStepUp();
  await audit.proves('ProtocolEndingsController.close', 'Nina', 'Ida', () =>
    nina.post(`${at}/doses/2/closing`, { as: 'voided', reason: REASON }).expect(201),
  );
  await nina.grantStepUp();
  await audit.proves('ProtocolEndingsController.end', 'Nina', 'Ida', () =>
    nina.post(`${at}/end`, { reason: REASON }).expect(201),
  );
}
