import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';
import { bookVideo } from './video.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
type One = (text: string, ...values: unknown[]) => Promise<{ n: number }>;

/** People come, are let in, leave and end a call once, however often they say so. */
export async function callsOnce(clinic: Clinic, provesOnce: ProvesOnce, one: One): Promise<void> {
  const [rosa, tom] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Tom')];
  const id = await bookVideo(clinic, { patient: 'Rosa', therapist: 'Tom', prescriber: 'Nina' });
  const at = (what: string, of = id) => `/v1/calls/${of}/${what}`;
  const proves = (by: Visitor, what: string, body: object = {}, other: Act['other'] = { path: at(what, randomUUID()) }) =>
    provesOnce(at(what, '{appointmentId}'), { by, path: at(what), body, other });
  const check = { camera: 'works', microphone: 'works', speaker: 'heard', network: 'relay', roundTripMs: 30 };
  await proves(rosa, 'device-checks', check, { body: { ...check, camera: 'none' } });
  await proves(tom, 'delays', { lateMin: 5 }, { body: { lateMin: 10 } });
  await proves(rosa, 'entries');
  await tom.post(at('entries')).expect(201);
  await proves(rosa, 'absences');
  await proves(tom, 'summons');
  await rosa.post(at('entries')).expect(201);
  const { people } = (await tom.get(`/v1/calls/${id}`).expect(200)).body as { people: { participantId: string; role: string }[] };
  const { participantId } = people.find(({ role }) => role === 'patient')!;
  await proves(tom, 'admissions', { participantId }, { body: { participantId: randomUUID() } });
  await proves(rosa, 'leavings');
  await proves(tom, 'endings');
  const rows = await one('SELECT count(*)::int AS n FROM device_check WHERE appointment_id = $1', id);
  expect(rows.n).toBe(1);
}
