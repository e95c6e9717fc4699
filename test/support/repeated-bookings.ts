import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { BEGUN } from './audited-bookings.js';
import type { Clinic } from './clinic.js';
import { clinicTime, Visitor } from './http.js';

/** A request that succeeds once; `other` goes to the same route and asks for something else. */
export type Act = Readonly<{ by: Visitor; path: string; body: object; other: { path?: string; body?: object } }>;
type ProvesOnce = (route: string, act: Act) => Promise<Response>;
type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;

/** Keeps a time, gives it back, books, moves and cancels: each once. */
export async function booksOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const by = await Visitor.named(clinic, 'Rosa');
  const { personId: patientId } = (await by.get('/v1/me')).body;
  const from = (await clinicTime(clinic)).slice(0, 10);
  const { times } = (await by.get(`/v1/patients/${patientId}/free-times?from=${from}&days=14`).expect(200)).body;
  const [first, second] = times.map(({ startsAt }: { startsAt: string }) => ({ patientId, startsAt }));
  const kept = await provesOnce('/v1/holds', { by, path: '/v1/holds', body: first, other: { body: second } });
  const endOf = (id: string) => `/v1/holds/${id}/end`;
  await provesOnce('/v1/holds/{holdId}/end', { by, path: endOf(kept.body.id), body: {}, other: { path: endOf(randomUUID()) } });
  const path = '/v1/dosing-sessions';
  const booked = await provesOnce(path, { by, path, body: first, other: { body: second } });
  const at = `${path}/${booked.body.sessionId}`;
  const [reason, last] = ['patient-request', times.at(-1).startsAt];
  const moved = { body: { startsAt: last, reason }, other: { body: { startsAt: first.startsAt, reason } } };
  await provesOnce('/v1/dosing-sessions/{sessionId}/move', { by, path: `${at}/move`, ...moved });
  const cancelled = { body: { reason: 'illness' }, other: { body: { reason: 'clinic' } } };
  await provesOnce('/v1/dosing-sessions/{sessionId}/cancellation', { by, path: `${at}/cancellation`, ...cancelled });
  const { visits } = (await by.get('/v1/integration-visits').expect(200)).body;
  expect(visits.filter(({ sessionId }: { sessionId: string }) => sessionId === booked.body.sessionId)).toEqual([]);
}

/** Says that a patient did not come, and what that costs: each once. */
export async function endsOnce(clinic: Clinic, provesOnce: ProvesOnce, one: One): Promise<void> {
  const [by, ada] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Ada')];
  const { sessionId } = await Visitor.chaperoneOf(clinic, 'mia');
  await one('UPDATE clinic_settings SET late_fee_cents = 5000 RETURNING 1');
  await one(BEGUN, sessionId);
  const absent = {
    by,
    path: `/v1/dosing-sessions/${sessionId}/no-show`,
    body: { who: 'patient' },
    other: { body: { who: 'clinician' } },
  };
  await provesOnce('/v1/dosing-sessions/{sessionId}/no-show', absent);
  const { id } = await one("SELECT id FROM appointment_change WHERE fee_state = 'pending'");
  const body = { decision: 'waived', reason: 'goodwill' };
  const decision = { by: ada, path: `/v1/late-changes/${id}/decision`, body, other: { body: { ...body, decision: 'charged' } } };
  await provesOnce('/v1/late-changes/{changeId}/decision', decision);
}
