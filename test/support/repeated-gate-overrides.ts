import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { CLEAR_TODAY } from './clear-today.js';
import type { Clinic } from './clinic.js';
import { clinicTime, Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
export const REASON = 'A slice of toast three hours ago; the swallow is safe.';

/** A gate that holds for food alone of what was said of today. @returns the seq of its entry */
export async function heldForFood(clinic: Clinic, by: Visitor, sessionId: string): Promise<number> {
  const payload = { ...CLEAR_TODAY, ateHoursAgo: 3 };
  const entry = { id: randomUUID(), type: 'today-answers', payload, happenedAt: await clinicTime(clinic) };
  await by.post(`/v1/dosing-sessions/${sessionId}/entries`, entry).expect(201);
  return (await by.post(`/v1/dosing-sessions/${sessionId}/gate`).expect(201)).body.seq;
}

/** Something is signed over once. */
export async function signsOverOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [by, { sessionId }] = [await Visitor.named(clinic, 'Nina'), await Visitor.chaperoneOf(clinic, 'mia')];
  const body = { gateSeq: await heldForFood(clinic, by, sessionId), item: 'fasting', reason: REASON };
  await by.stepUp('Nina');
  const path = `/v1/dosing-sessions/${sessionId}/overrides`;
  await provesOnce('/v1/dosing-sessions/{sessionId}/overrides', {
    by,
    path,
    body,
    other: { body: { ...body, gateSeq: 99_999 } },
  });
}
