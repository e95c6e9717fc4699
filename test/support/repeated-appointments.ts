import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { clinicTime, Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;

/** Books an appointment, moves it, cancels another, says what became of it: each once. */
export async function meetsOnce(clinic: Clinic, provesOnce: ProvesOnce, one: One): Promise<void> {
  const [by, tom] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Tom')];
  const { personId: patientId } = (await by.get('/v1/me')).body;
  const from = (await clinicTime(clinic)).slice(0, 10);
  const timesOf = async (kind: string) =>
    (await by.get(`/v1/patients/${patientId}/appointment-times?kind=${kind}&from=${from}&days=14`).expect(200)).body.times.map(
      ({ startsAt }: { startsAt: string }) => ({ patientId, kind, startsAt }),
    );
  const path = '/v1/appointments';
  const [first, second, third] = await timesOf('preparation');
  const { body: booked } = await provesOnce(path, { by, path, body: first, other: { body: second } });
  const at = `${path}/${booked.id}`;
  const reason = 'illness';
  const moved = { body: { startsAt: third.startsAt, reason }, other: { body: { startsAt: second.startsAt, reason } } };
  await provesOnce('/v1/appointments/{appointmentId}/move', { by, path: `${at}/move`, ...moved });
  const [follow] = await timesOf('follow_up');
  const { id } = (await by.post(path, follow).expect(201)).body;
  const cancelled = { by, path: `${path}/${id}/cancellation`, body: { reason }, other: { body: { reason: 'technical' } } };
  await provesOnce('/v1/appointments/{appointmentId}/cancellation', cancelled);
  await one(
    `UPDATE appointment SET starts_at = app_now() - interval '30 minutes', ends_at = app_now() + interval '20 minutes', version = version + 1
     WHERE id = $1 RETURNING 1`,
    booked.id,
  );
  const over = {
    by: tom,
    path: `${at}/outcome`,
    body: { outcome: 'completed' },
    other: { body: { outcome: 'no_show_patient' } },
  };
  await provesOnce('/v1/appointments/{appointmentId}/outcome', over);
}

/** Makes a group, takes a place in it, moves it and calls it off: each once. */
export async function gathersOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [ada, rosa, tom, nina] = [
    await Visitor.named(clinic, 'Ada'),
    await Visitor.named(clinic, 'Rosa'),
    await Visitor.named(clinic, 'Tom'),
    await Visitor.named(clinic, 'Nina'),
  ];
  const idOf = async (by: Visitor) => (await by.get('/v1/me')).body.personId;
  const [patientId, staffIds, both] = [await idOf(rosa), [await idOf(tom)], [await idOf(tom), await idOf(nina)]];
  const from = (await clinicTime(clinic)).slice(0, 10);
  const { times } = (await ada.get(`/v1/group-session-times?staff=${both.join()}&from=${from}&days=14`).expect(200)).body;
  const [first, second, last] = [times[4], times[8], times.at(-1)] as { startsAt: string }[];
  const path = '/v1/group-sessions';
  const made = { by: ada, path, body: { staffIds, startsAt: first!.startsAt } };
  const { id } = (await provesOnce(path, { ...made, other: { body: { staffIds, startsAt: second!.startsAt } } })).body;
  const at = `${path}/${id}`;
  const place = { by: rosa, path: `${at}/places`, body: { patientId }, other: { body: { patientId: id } } };
  await provesOnce('/v1/group-sessions/{groupId}/places', place);
  await rosa
    .post(`/v1/appointments/${(await rosa.get('/v1/appointments')).body.appointments[0].id}/cancellation`, { reason: 'illness' })
    .expect(201);
  const led = { by: ada, path: `${at}/leaders`, body: { staffIds: both }, other: { body: { staffIds } } };
  await provesOnce('/v1/group-sessions/{groupId}/leaders', led);
  const moved = { body: { startsAt: last!.startsAt }, other: { body: { startsAt: second!.startsAt } } };
  await provesOnce('/v1/group-sessions/{groupId}/move', { by: ada, path: `${at}/move`, ...moved });
  const off = { by: ada, path: `${at}/cancellation`, body: {}, other: { path: `${path}/${patientId}/cancellation` } };
  await provesOnce('/v1/group-sessions/{groupId}/cancellation', off);
}
