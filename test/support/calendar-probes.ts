import { randomUUID } from 'node:crypto';
import type { Actor, Cast, Whose } from './cast.js';

type Asked = Readonly<{ cast: Cast; actor: Actor; whose: Whose }>;
const DAY_MS = 86_400_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const FAR_DAY = { kind: 'other', firstDay: '2099-01-01', lastDay: '2099-01-01' };

/** Whose time it is: an admin has none, and may take that of everybody. */
async function whoseTime({ cast, actor, whose }: Asked): Promise<string> {
  if (whose === 'missing') return randomUUID();
  if (whose === 'own' && actor.name !== 'admin' && actor.personId) return actor.personId;
  return cast.person('therapist');
}

/** What is sent to the calendar of the clinic, for test/support/probes.ts. */
export const CALENDAR_BODIES: Readonly<Record<string, (asked: Asked) => Promise<object> | object>> = {
  'POST /v1/closures': async (asked) => ({ personId: await whoseTime(asked), away: FAR_DAY }),
  'POST /v1/patients/search': () => ({ text: 'a' }), // in the names of both patients
};

const away = async (cast: Cast) => {
  await cast.once('therapists away', async () => {
    await cast.sendTherapistsAway();
    return '';
  });
  return '';
};

export const CALENDAR_QUERIES: Readonly<Record<string, (cast: Cast) => Promise<string> | string>> = {
  'GET /v1/schedule': () => `?from=${dayFromNow(-1).slice(0, 10)}&days=4`,
  'GET /v1/dosing-sessions/{sessionId}/move-answers': () => `?from=${dayFromNow(5)}&to=${dayFromNow(6)}`,
  'GET /v1/displaced-appointments': away,
  'GET /v1/appointments-at-risk': away,
};
