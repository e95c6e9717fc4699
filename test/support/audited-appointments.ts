import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { clinicTime, Visitor } from './http.js';

/** An appointment from the look at free times to what became of it. */
export async function provesAppointments(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [rosa, tom] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Tom')];
  const patientId = await audit.idOf('Rosa');
  const proves = (handler: string, work: () => PromiseLike<unknown>, who = 'Rosa') =>
    audit.proves(`AppointmentsController.${handler}`, who, 'Rosa', work);
  const from = (await clinicTime(clinic)).slice(0, 10);
  let [startsAt, id] = ['', ''];
  await proves('listTimes', async () => {
    const path = `/v1/patients/${patientId}/appointment-times?kind=preparation&from=${from}&days=14`;
    startsAt = (await rosa.get(path).expect(200)).body.times[0].startsAt;
  });
  await proves('book', async () => {
    id = (await rosa.post('/v1/appointments', { patientId, kind: 'preparation', startsAt }).expect(201)).body.id;
  });
  const at = `/v1/appointments/${id}`;
  await proves('list', () => rosa.get('/v1/appointments').expect(200));
  await proves('terms', () => rosa.get(`${at}/change-terms`).expect(200));
  await proves('listMoves', async () => {
    startsAt = (await rosa.get(`${at}/free-times?from=${from}&days=14`).expect(200)).body.times.at(-1).startsAt;
  });
  await proves('listAnswers', () => tom.get(`${at}/move-answers?from=${from}T00:00:00Z&to=${from}T12:00:00Z`).expect(200), 'Tom');
  await proves('move', () => rosa.post(`${at}/move`, { startsAt, reason: 'illness' }).expect(200));
  await audit.one(
    `UPDATE appointment SET starts_at = app_now() - interval '1 minute', ends_at = app_now() + interval '49 minutes', version = version + 1
     WHERE id = $1 RETURNING 1`,
    id,
  );
  await proves('record', () => tom.post(`${at}/outcome`, { outcome: 'completed' }).expect(201), 'Tom');
  const list = `/v1/patients/${patientId}/appointment-times?kind=follow_up&from=${from}&days=14`;
  const [other] = (await rosa.get(list).expect(200)).body.times;
  const body = { patientId, kind: 'follow_up', startsAt: other.startsAt };
  const { id: second } = (await rosa.post('/v1/appointments', body).expect(201)).body;
  await proves('cancel', () => rosa.post(`/v1/appointments/${second}/cancellation`, { reason: 'illness' }).expect(201));
}
