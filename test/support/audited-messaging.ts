import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** Who writes to whom, who reads it, and who sees with whom there are messages. */
export async function provesConversations(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [rosa, tom, rosaId] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Tom'), await audit.idOf('Rosa')];
  const at = `/v1/patients/${rosaId}/conversation`;
  const write = () => rosa.post(at, { text: 'A question to my team.' }).expect(201);
  await audit.proves('ConversationsController.write', 'Rosa', 'Rosa', write);
  const list = () => tom.get('/v1/conversations').expect(200);
  await audit.proves('ConversationsController.list', 'Tom', 'Rosa', list);
  await audit.proves('ConversationsController.read', 'Tom', 'Rosa', () => tom.get(at).expect(200));
}
