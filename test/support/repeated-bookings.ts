import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { BEGUN } from './audited-bookings.js';
import type { Clinic } from './clinic.js';
import { clinicTime, Visitor } from './http.js';

/** A request that succeeds once; `other` goes to the same route and asks for something else. `audited`: how many rows it writes, unless one. */
export type Act = Readonly<{
  by: Visitor;
  path: string;
  body: object;
  other: { path?: string; body?: object };
  audited?: number;
}>;
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

/** Working hours, times that suit, kinds of appointment: each changed once. */
export async function keepsHoursOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [nina, rosa, ada] = [
    await Visitor.named(clinic, 'Nina'),
    await Visitor.named(clinic, 'Rosa'),
    await Visitor.named(clinic, 'Ada'),
  ];
  const idOf = async (by: Visitor) => (await by.get('/v1/me')).body.personId;
  const path = `/v1/people/${await idOf(nina)}/working-times`;
  const { personId: _, displayName: _name, personZone: _zone, version, ...times } = (await nina.get(path).expect(200)).body.times;
  const body = { ...times, basedOn: version, dailyCap: 4 };
  const route = '/v1/people/{personId}/working-times';
  const { body: changed } = await provesOnce(route, { by: nina, path, body, other: { body: { ...body, dailyCap: 5 } } });
  expect(changed.times).toMatchObject({ version: version + 1, dailyCap: 4 });
  const wish = { isoWeekday: 1, fromMin: 540, toMin: 720, firstDay: null, lastDay: null };
  const wishes = { by: rosa, path: `/v1/patients/${await idOf(rosa)}/preferred-times`, body: { weekly: [wish] } };
  await provesOnce('/v1/patients/{patientId}/preferred-times', { ...wishes, other: { body: { weekly: [] } } });
  const parts = ['patient', 'therapist'].map((part) => ({ part, fromMin: 0, toMin: null, time: 'whole' }));
  const type = {
    basedOn: 0,
    lengthMin: 75,
    gridMin: 15,
    noticeMin: 60,
    pauseBeforeMin: 0,
    pauseAfterMin: 15,
    patientsBook: true,
    patientsPerStaff: 2,
    parts,
  };
  const act = { by: ada, path: '/v1/appointment-types/group', body: type, other: { body: { ...type, lengthMin: 80 } } };
  await provesOnce('/v1/appointment-types/{kind}', act);
}
