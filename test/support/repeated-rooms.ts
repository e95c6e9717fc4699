import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;
const COVERS = '/v1/watch-covers';

/** What those who lead and watch sessions do: each once. */
export async function worksInRoomsOnce(clinic: Clinic, provesOnce: ProvesOnce, one: One): Promise<void> {
  const [by, { sessionId }] = [await Visitor.named(clinic, 'Tom'), await Visitor.chaperoneOf(clinic, 'sam')];
  const body = { id: randomUUID(), kind: 'observed', text: 'She smiles', happenedAt: new Date().toISOString() };
  const note = { by, path: `/v1/dosing-sessions/${sessionId}/notes`, body, other: { body: { ...body, text: 'She weeps' } } };
  await provesOnce('/v1/dosing-sessions/{sessionId}/notes', note);
  const paulId = (await one('SELECT id FROM person WHERE display_name LIKE $1', 'Paul%'))['id']!;
  await coversOnce(await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Paul'), { paulId, provesOnce });
}

async function coversOnce(nina: Visitor, paul: Visitor, { paulId, provesOnce }: { paulId: string; provesOnce: ProvesOnce }) {
  const body = { coverId: paulId, minutes: 20 };
  const asked = await provesOnce(COVERS, { by: nina, path: COVERS, body, other: { body: { ...body, minutes: 30 } } });
  const answer = {
    ...{ by: paul, path: `${COVERS}/${asked.body.covers[0].watchCoverId}/answer` },
    ...{ body: { accepts: false }, other: { body: { accepts: true } } },
  };
  await provesOnce(`${COVERS}/{watchCoverId}/answer`, answer);
  const again = (await nina.post(COVERS, body).expect(201)).body.covers[0].watchCoverId;
  const other = { path: `${COVERS}/${randomUUID()}/end` };
  await provesOnce(`${COVERS}/{watchCoverId}/end`, { by: nina, path: `${COVERS}/${again}/end`, body: {}, other });
}
