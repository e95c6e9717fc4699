import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { offeredTo } from './audited-waiting.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

/** Waits, says no, says yes and stops waiting: each once. */
export async function waitsOnce(clinic: Clinic, provesOnce: (route: string, act: Act) => Promise<Response>): Promise<void> {
  const by = await Visitor.named(clinic, 'Rosa');
  const { personId: patientId } = (await by.get('/v1/me')).body;
  const path = `/v1/patients/${patientId}/waiting`;
  const body = { firstDay: null, lastDay: null };
  const other = { body: { firstDay: '2099-01-01', lastDay: null } };
  await provesOnce('/v1/patients/{patientId}/waiting', { by, path, body, other });
  const answers = async (what: string, id: string) => {
    const at = (offerId: string) => `/v1/waiting-offers/${offerId}/${what}`;
    const act = { by, path: at(id), body: {}, other: { path: at(randomUUID()) } };
    await provesOnce(`/v1/waiting-offers/{offerId}/${what}`, act);
  };
  const declined = await offeredTo(by, patientId);
  await answers('refusal', declined);
  await answers('acceptance', await offeredTo(by, patientId, declined));
  const { visits } = (await by.get('/v1/integration-visits').expect(200)).body;
  const { id, sessionId } = visits.find(({ state }: { state: string }) => state === 'booked');
  const at = `/v1/integration-visits/${id}`;
  const { times } = (await by.get(`${at}/free-times`).expect(200)).body;
  const [first, last] = [times[1], times.at(-1)].map(({ startsAt }: { startsAt: string }) => ({ startsAt }));
  const moved = { by, path: `${at}/move`, body: last!, other: { body: first! } };
  await provesOnce('/v1/integration-visits/{visitId}/move', moved);
  await by.post(`/v1/dosing-sessions/${sessionId}/cancellation`, { reason: 'illness' }).expect(201);
  await by.post(path, other.body).expect(201);
  const end = { by, path: `${path}/end`, body: {}, other: { path: `/v1/patients/${randomUUID()}/waiting/end` } };
  await provesOnce('/v1/patients/{patientId}/waiting/end', end);
}
