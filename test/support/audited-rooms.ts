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
  await provesCovers(clinic, audit);
}

/** Nina is away, and Paul watches for her. */
async function provesCovers(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [nina, paul] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Paul')];
  const at = '/v1/watch-covers';
  const ask = { coverId: await audit.idOf('Paul'), minutes: 20 };
  await audit.proves('WatchCoversController.ask', 'Nina', null, () => nina.post(at, ask).expect(201));
  const { covers } = (await nina.get(at).expect(200)).body;
  const mine = `${at}/${covers[0].watchCoverId}`;
  const says = () => paul.post(`${mine}/answer`, { accepts: true }).expect(201);
  await audit.proves('WatchCoversController.answer', 'Paul', null, says);
  await audit.proves('WatchCoversController.end', 'Nina', null, () => nina.post(`${mine}/end`).expect(201));
}
