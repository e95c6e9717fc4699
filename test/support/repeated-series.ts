import type { Response } from 'supertest';
import { startsOf, wishFrom } from './audited-series.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

/** Keeps a series, books it, moves it and cancels it: each once. */
export async function booksSeriesOnce(clinic: Clinic, provesOnce: (route: string, act: Act) => Promise<Response>): Promise<void> {
  const by = await Visitor.named(clinic, 'Rosa');
  const { personId: patientId } = (await by.get('/v1/me')).body;
  const wish = `/v1/patients/${patientId}/series-plan?${await wishFrom(clinic)}&count=2`;
  const startsAt = startsOf((await by.get(wish).expect(200)).body);
  expect(startsAt).toHaveLength(2);
  const [body, other] = [{ patientId, startsAt }, { body: { patientId, startsAt: startsAt.slice(0, 1) } }];
  await provesOnce('/v1/series-holds', { by, path: '/v1/series-holds', body, other });
  const { body: booked } = await provesOnce('/v1/dosing-series', { by, path: '/v1/dosing-series', body, other, audited: 2 });
  const at = `/v1/dosing-sessions/${booked.sessions[0].sessionId}`;
  const goesTo = startsOf((await by.get(`${at}/rest-plan?days=1`).expect(200)).body);
  const move = { body: { startsAt: goesTo, reason: 'illness' }, other: { body: { startsAt: goesTo, reason: 'technical' } } };
  await provesOnce('/v1/dosing-sessions/{sessionId}/rest-move', { by, path: `${at}/rest-move`, ...move, audited: 2 });
  const cancelled = { body: { reason: 'illness' }, other: { body: { reason: 'technical' } }, audited: 2 };
  await provesOnce('/v1/dosing-sessions/{sessionId}/rest-cancellation', { by, path: `${at}/rest-cancellation`, ...cancelled });
}
