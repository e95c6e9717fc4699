import { randomUUID } from 'node:crypto';

const quote = () => ({
  ...{ id: randomUUID(), kind: 'quote', text: 'Somebody has to try this door.' },
  happenedAt: new Date().toISOString(),
});

/** What is sent to the doors of those who lead and watch sessions. */
export const ROOM_BODIES: Readonly<Record<string, () => object>> = {
  'POST /v1/dosing-sessions/{sessionId}/notes': quote,
};
