import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { clinicTime, Visitor } from './http.js';

/** The times that a proposal has for each of its sessions. */
export const startsOf = ({ members }: { members: { time: { startsAt: string } | null }[] }): string[] =>
  members.flatMap(({ time }) => (time ? [time.startsAt] : []));

/** A wish for a whole course from a week on: each Wednesday at ten. */
export const wishFrom = async (clinic: Clinic): Promise<string> => {
  const from = new Date(Date.parse(await clinicTime(clinic)) + 7 * 86_400_000).toISOString().slice(0, 10);
  return `from=${from}&weekday=3&time=10:00&everyDays=7`;
};

/** A whole course from the proposal to its cancellation. */
export async function provesSeries(clinic: Clinic, audit: AuditProof): Promise<void> {
  const rosa = await Visitor.named(clinic, 'Rosa');
  const patientId = await audit.idOf('Rosa');
  const proves = (handler: string, work: () => PromiseLike<unknown>) =>
    audit.proves(`SeriesController.${handler}`, 'Rosa', 'Rosa', work);
  const wish = await wishFrom(clinic);
  let startsAt: string[] = [];
  await proves('plan', async () => {
    startsAt = startsOf((await rosa.get(`/v1/patients/${patientId}/series-plan?${wish}&count=1`).expect(200)).body);
  });
  await proves('hold', () => rosa.post('/v1/series-holds', { patientId, startsAt }).expect(201));
  let sessionId = '';
  await proves('book', async () => {
    sessionId = (await rosa.post('/v1/dosing-series', { patientId, startsAt }).expect(201)).body.sessions[0].sessionId;
  });
  const at = `/v1/dosing-sessions/${sessionId}`;
  await proves('read', () => rosa.get(`${at}/rest`).expect(200));
  await proves('planRest', async () => {
    startsAt = startsOf((await rosa.get(`${at}/rest-plan?days=1`).expect(200)).body);
  });
  await proves('move', () => rosa.post(`${at}/rest-move`, { startsAt, reason: 'illness' }).expect(201));
  await proves('cancel', () => rosa.post(`${at}/rest-cancellation`, { reason: 'illness' }).expect(201));
}
