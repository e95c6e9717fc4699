import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { clinicTime, Visitor } from './http.js';

/** Puts a session's start into the past: somebody is only absent some time after it. */
export const BEGUN = `
  UPDATE appointment a SET starts_at = app_now() - interval '1 hour', ends_at = app_now() + interval '1 hour', version = version + 1
  FROM dosing_session s WHERE s.id = $1 AND a.id = s.appointment_id RETURNING 1`;

/** A session from the look at free times to its cancellation. */
export async function provesBookings(clinic: Clinic, audit: AuditProof): Promise<void> {
  const rosa = await Visitor.named(clinic, 'Rosa');
  const patientId = await audit.idOf('Rosa');
  const proves = (handler: string, work: () => PromiseLike<unknown>) =>
    audit.proves(`DosingBookingsController.${handler}`, 'Rosa', 'Rosa', work);
  const from = (await clinicTime(clinic)).slice(0, 10);
  let [startsAt, holdId, sessionId] = ['', '', ''];
  await proves('list', async () => {
    const { times } = (await rosa.get(`/v1/patients/${patientId}/free-times?from=${from}&days=14`).expect(200)).body;
    startsAt = times[0].startsAt;
  });
  await proves('hold', async () => {
    holdId = (await rosa.post('/v1/holds', { patientId, startsAt }).expect(201)).body.id;
  });
  await proves('endHold', () => rosa.post(`/v1/holds/${holdId}/end`).expect(201));
  await proves('book', async () => {
    sessionId = (await rosa.post('/v1/dosing-sessions', { patientId, startsAt }).expect(201)).body.sessionId;
  });
  const at = `/v1/dosing-sessions/${sessionId}`;
  await proves('terms', () => rosa.get(`${at}/change-terms`).expect(200));
  await proves('listMoves', async () => {
    const { times } = (await rosa.get(`${at}/free-times?from=${from}&days=14`).expect(200)).body;
    startsAt = times.at(-1).startsAt;
  });
  await proves('move', () => rosa.post(`${at}/move`, { startsAt, reason: 'patient-request' }).expect(201));
  const { address } = (await rosa.post('/v1/me/calendar/feed').expect(201)).body;
  const fetchFeed = () => new Visitor(clinic).get(new URL(address).pathname).expect(200);
  await audit.proves('CalendarFeedController.read', 'Rosa', 'Rosa', fetchFeed);
  await proves('cancel', () => rosa.post(`${at}/cancellation`, { reason: 'illness' }).expect(201));
}

/** A session to which the patient does not come, and what that costs. */
export async function provesAbsence(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [nina, ada] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Ada')];
  const { sessionId } = await Visitor.chaperoneOf(clinic, 'mia');
  await audit.one('UPDATE clinic_settings SET late_fee_cents = 5000 RETURNING 1');
  await audit.one(BEGUN, sessionId);
  const absent = () => nina.post(`/v1/dosing-sessions/${sessionId}/no-show`, { who: 'patient' }).expect(201);
  await audit.proves('DosingBookingsController.noShow', 'Nina', 'Mia', absent);
  await audit.proves('LateChangesController.list', 'Ada', 'Mia', () => ada.get('/v1/late-changes').expect(200));
  const { id } = await audit.one("SELECT id FROM appointment_change WHERE fee_state = 'pending'");
  const body = { decision: 'waived', reason: 'first-time' };
  const decide = () => ada.post(`/v1/late-changes/${id}/decision`, body).expect(201);
  await audit.proves('LateChangesController.decide', 'Ada', 'Mia', decide);
}
