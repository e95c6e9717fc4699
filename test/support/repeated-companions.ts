import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { AGREEMENT, companionOf, TRAINING } from './companion-acts.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;

/** A companion agrees once. */
export async function agreesOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const { visitor: petra, sessionId } = await Visitor.chaperoneOf(clinic, 'jonas');
  const act = { by: petra, path: `${companionOf(sessionId)}/steps`, body: AGREEMENT, other: { body: TRAINING } };
  const { body } = await provesOnce('/v1/dosing-sessions/{sessionId}/companion/steps', act);
  expect(body.lacks).toEqual(['training']);
}
