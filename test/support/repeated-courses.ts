import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;

/** A paused course is let go on once. */
export async function resumesOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const nina = await Visitor.named(clinic, 'Nina');
  const { reviews } = (await nina.get('/v1/course-reviews').expect(200)).body;
  const [{ patientId, pauses }] = reviews;
  const body = { decision: 'resume', pauseIds: pauses.map(({ id }: { id: string }) => id), note: 'Spoken with the patient.' };
  await nina.stepUp('Nina');
  const path = `/v1/patients/${patientId}/course-review`;
  await provesOnce('/v1/patients/{patientId}/course-review', {
    by: nina,
    path,
    body,
    other: { body: { ...body, decision: 'end' } },
  });
  expect((await nina.get('/v1/course-reviews').expect(200)).body).toEqual({ reviews: [] });
}
