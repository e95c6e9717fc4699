import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** The time that is offered to a patient, as soon as the worker has found one. @param not an offer that is answered already */
export async function offeredTo(visitor: Visitor, patientId: string, not = ''): Promise<string> {
  for (;;) {
    const { waiting } = (await visitor.get(`/v1/patients/${patientId}/waiting`).expect(200)).body;
    if (waiting?.offer && waiting.offer.id !== not) return waiting.offer.id;
    await pause(200);
  }
}

/** A wait from its beginning to its end: a no, a yes, and a second thought. */
export async function provesWaiting(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [rosa, ada] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Ada')];
  const patientId = await audit.idOf('Rosa');
  const proves = (handler: string, work: () => PromiseLike<unknown>) =>
    audit.proves(`WaitingListController.${handler}`, 'Rosa', 'Rosa', work);
  const at = `/v1/patients/${patientId}/waiting`;
  const start = () => rosa.post(at, { firstDay: null, lastDay: null }).expect(201);
  await proves('start', start);
  await proves('read', () => rosa.get(at).expect(200));
  await audit.proves('WaitingListController.list', 'Ada', 'Rosa', () => ada.get('/v1/waiting-list').expect(200));
  const declined = await offeredTo(rosa, patientId);
  await proves('decline', () => rosa.post(`/v1/waiting-offers/${declined}/refusal`).expect(201));
  const accepted = await offeredTo(rosa, patientId, declined);
  await proves('accept', () => rosa.post(`/v1/waiting-offers/${accepted}/acceptance`).expect(201));
  const { visits } = (await rosa.get('/v1/integration-visits').expect(200)).body;
  const visit = visits.find(({ state, patientId: whose }: Record<string, string>) => state === 'booked' && whose === patientId);
  const atVisit = `/v1/integration-visits/${visit.id}`;
  let startsAt = '';
  await audit.proves('VisitsController.times', 'Rosa', 'Rosa', async () => {
    startsAt = (await rosa.get(`${atVisit}/free-times`).expect(200)).body.times.at(-1).startsAt;
  });
  const within = `from=${startsAt.slice(0, 10)}T00:00:00Z&to=${startsAt.slice(0, 10)}T12:00:00Z`;
  const answers = () => ada.get(`${atVisit}/move-answers?${within}`).expect(200);
  await audit.proves('VisitsController.answers', 'Ada', 'Rosa', answers);
  await audit.proves('VisitsController.move', 'Rosa', 'Rosa', () => rosa.post(`${atVisit}/move`, { startsAt }).expect(200));
  await rosa.post(`/v1/dosing-sessions/${visit.sessionId}/cancellation`, { reason: 'illness' }).expect(201);
  await start();
  await proves('end', () => rosa.post(`${at}/end`).expect(201));
}
