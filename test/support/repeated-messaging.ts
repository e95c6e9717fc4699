import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;

/** A message is there once, however often it is sent. */
export async function writesOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const by = await Visitor.named(clinic, 'Rosa');
  const path = `/v1/patients/${(await by.get('/v1/me')).body.personId}/conversation`;
  const before = (await by.get(path).expect(200)).body.messages.length;
  const act = { by, path, body: { text: 'Only once' }, other: { body: { text: 'Something else' } } };
  await provesOnce('/v1/patients/{patientId}/conversation', act);
  expect((await by.get(path).expect(200)).body.messages).toHaveLength(before + 1);
}

/** What another clock means is said once, however often it is sent. */
export async function saysZoneOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [by, path] = [await Visitor.named(clinic, 'Rosa'), '/v1/me/zone-answers'];
  const body = { zone: 'Asia/Tokyo', answer: 'keep' };
  await provesOnce(path, { by, path, body, other: { body: { ...body, answer: 'moved' } } });
}
