import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;

/** What those who lead and watch sessions do: each once. */
export async function worksInRoomsOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [by, { sessionId }] = [await Visitor.named(clinic, 'Tom'), await Visitor.chaperoneOf(clinic, 'sam')];
  const body = { id: randomUUID(), kind: 'observed', text: 'She smiles', happenedAt: new Date().toISOString() };
  const note = { by, path: `/v1/dosing-sessions/${sessionId}/notes`, body, other: { body: { ...body, text: 'She weeps' } } };
  await provesOnce('/v1/dosing-sessions/{sessionId}/notes', note);
}
