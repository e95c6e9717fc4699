import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { clinicTime, Visitor } from './http.js';

const AWAY = `
  INSERT INTO time_off (id, person_id, kind, starts_at, ends_at)
  SELECT gen_random_uuid(), s.therapist_id, 'other', a.starts_at, a.ends_at
  FROM dosing_session s JOIN appointment a ON a.id = s.appointment_id WHERE s.id = $1 RETURNING id`;

/** The calendar of the clinic, what may not take place in it, and the search for patients. */
export async function provesCalendar(clinic: Clinic, audit: AuditProof): Promise<void> {
  const ada = await Visitor.named(clinic, 'Ada');
  const { sessionId } = await Visitor.chaperoneOf(clinic, 'mia');
  const now = Date.parse(await clinicTime(clinic));
  const at = (days: number) => new Date(now + days * 86_400_000).toISOString();
  const proves = (handler: string, work: () => PromiseLike<unknown>) => audit.proves(handler, 'Ada', 'Mia', work);
  await proves('ClinicScheduleController.read', () => ada.get(`/v1/schedule?from=${at(-1).slice(0, 10)}&days=7`).expect(200));
  const answers = `/v1/dosing-sessions/${sessionId}/move-answers?from=${at(2)}&to=${at(3)}`;
  await proves('ClinicScheduleController.list', () => ada.get(answers).expect(200));
  const { id } = await audit.one(AWAY, sessionId);
  await proves('ClosuresController.listDisplaced', () => ada.get('/v1/displaced-appointments').expect(200));
  await proves('ClosuresController.listAtRisk', () => ada.get('/v1/appointments-at-risk').expect(200));
  await audit.one('DELETE FROM time_off WHERE id = $1 RETURNING 1', id);
  await proves('PatientSearchController.search', () => ada.post('/v1/patients/search', { text: 'Mia' }).expect(200));
}
