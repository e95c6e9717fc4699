import { advanceClock } from '#contracts';
import { call } from '../call.js';
import { serverTime } from '../server-time.js';
import { DAY_MS, isoDay, MINUTE_MS } from '../time.js';

export type ClockMove = 'quarter' | 'event' | 'morning';

const STEPS = 15;
/** Long enough for the demo chaperone, who lives outside of the server, to answer what has just fallen due. */
const PAUSE_MS = 400;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** 09:00 on the wall of that zone, on the day after the one of `now`; epoch ms. */
export function tomorrowAtNine(now: number, zone: string): number {
  const tomorrow = isoDay(new Date(`${isoDay(now, zone)}T12:00:00Z`).getTime() + DAY_MS, 'UTC');
  const asIfUtc = Date.parse(`${tomorrow}T09:00:00Z`);
  // The wall of the zone shows at `asIfUtc` how far it is off; once more, in case the clocks change in between.
  const wallAt = (at: number) => Date.parse(`${wall(at, zone)}Z`);
  const guess = asIfUtc - (wallAt(asIfUtc) - asIfUtc);
  return guess - (wallAt(guess) - asIfUtc);
}

const wall = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at).replace(' ', 'T');

async function advance(body: { to: string } | { toNextEvent: true }): Promise<void> {
  const { now } = await call(advanceClock, { body });
  serverTime.sync(now);
}

/** Moves the clinic's clock; a quarter of an hour goes minute by minute, so that people on other screens can act in between. */
export async function moveClock(move: ClockMove, zone: string): Promise<void> {
  if (move === 'event') return advance({ toNextEvent: true });
  if (move === 'morning') return advance({ to: new Date(tomorrowAtNine(serverTime.now(), zone)).toISOString() });
  const start = serverTime.now();
  for (let step = 1; step <= STEPS; step++) {
    await advance({ to: new Date(Math.max(serverTime.now(), start + step * MINUTE_MS)).toISOString() });
    if (step < STEPS) await pause(PAUSE_MS);
  }
}
