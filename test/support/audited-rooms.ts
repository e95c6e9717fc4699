import { randomUUID } from 'node:crypto';
import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** What those who lead and watch sessions do. */
export async function provesRooms(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [tom, { sessionId }] = [await Visitor.named(clinic, 'Tom'), await Visitor.chaperoneOf(clinic, 'sam')];
  const at = `/v1/dosing-sessions/${sessionId}/notes`;
  const note = { id: randomUUID(), kind: 'quote', text: 'It is warm here', happenedAt: new Date().toISOString() };
  await audit.proves('SessionNotesController.write', 'Tom', 'Sam', () => tom.post(at, note).expect(201));
  await audit.proves('SessionNotesController.list', 'Tom', 'Sam', () => tom.get(at).expect(200));
}
