import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { clinicTime, Visitor } from './http.js';

/** A group from its making to its end, with a place in it. */
export async function provesGroups(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [rosa, ada] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Ada')];
  const [patientId, staffId, other] = [await audit.idOf('Rosa'), await audit.idOf('Tom'), await audit.idOf('Nina')];
  const proves = (handler: string, who: string, work: () => PromiseLike<unknown>) =>
    audit.proves(`GroupsController.${handler}`, who, 'Rosa', work);
  const from = (await clinicTime(clinic)).slice(0, 10);
  const { times } = (await ada.get(`/v1/group-session-times?staff=${staffId},${other}&from=${from}&days=14`).expect(200)).body;
  const [first, last] = [times[4], times.at(-1)] as { startsAt: string }[];
  const { id } = (await ada.post('/v1/group-sessions', { staffIds: [staffId], startsAt: first!.startsAt }).expect(201)).body;
  const at = `/v1/group-sessions/${id}`;
  await proves('take', 'Rosa', () => rosa.post(`${at}/places`, { patientId }).expect(201));
  await proves('list', 'Rosa', () => rosa.get('/v1/group-sessions').expect(200));
  const day = last!.startsAt.slice(0, 10);
  await proves('listAnswers', 'Ada', () => ada.get(`${at}/move-answers?from=${day}T00:00:00Z&to=${day}T23:00:00Z`).expect(200));
  await proves('changeLeaders', 'Ada', () => ada.post(`${at}/leaders`, { staffIds: [staffId, other] }).expect(200));
  await proves('move', 'Ada', () => ada.post(`${at}/move`, { startsAt: last!.startsAt }).expect(200));
  await proves('cancel', 'Ada', () => ada.post(`${at}/cancellation`).expect(201));
}
