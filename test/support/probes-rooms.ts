import { randomUUID } from 'node:crypto';
import type { Actor, Cast, Whose } from './cast.js';

const quote = () => ({
  ...{ id: randomUUID(), kind: 'quote', text: 'Somebody has to try this door.' },
  happenedAt: new Date().toISOString(),
});

/** What is sent to the doors of those who lead and watch sessions. */
export const ROOM_BODIES: Readonly<Record<string, () => object>> = {
  'POST /v1/dosing-sessions/{sessionId}/notes': quote,
  'POST /v1/watch-covers': () => ({ coverId: randomUUID(), minutes: 20 }),
  'POST /v1/watch-covers/{watchCoverId}/answer': () => ({ accepts: true }),
};

const CLINICIANS: ReadonlySet<string> = new Set([
  ...['assigned', 'unassigned', 'former', 'therapist'],
  ...['privacy officer', 'medical director'],
]);

/** A hand-over in which the actor is the one who is asked, if they may be; else somebody else's. */
export async function watchCoverFor(cast: Cast, { name, personId }: Actor, whose: Whose): Promise<string> {
  const id = randomUUID();
  if (whose === 'missing') return id;
  const isTheirs = whose === 'own' && personId !== null && CLINICIANS.has(name);
  const coverId = isTheirs ? personId : await cast.once('covers', () => cast.person('prescriber'));
  await cast['database'].query('INSERT INTO watch_cover (id, away_id, cover_id, minutes) VALUES ($1, $2, $3, 20)', [
    ...[id, await cast.person('therapist'), coverId],
  ]);
  return id;
}
