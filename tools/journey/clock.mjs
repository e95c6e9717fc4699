// The clinic's movable clock, and the one line that is printed for each event.
import { expect } from './client.mjs';

const MINUTE = 60_000;

export class DemoClock {
  constructor(person) {
    this.person = person;
  }

  async now() {
    return Date.parse((await this.person.do('GET', '/v1/clock')).now);
  }

  /** Moves the clock forward; everything that falls due on the way has been done when this returns. */
  async to(at) {
    const { now } = await this.person.do('POST', '/v1/clock/advance', { to: new Date(at).toISOString() });
    expect(Date.parse(now) >= at, `the clock stands at ${now}, before ${new Date(at).toISOString()}`);
  }
}

/** @returns say(text): prints it with the clinic's time, in the zone of the patient */
export function narrator(clock, zone) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return async (text) => console.log(`${format.format(await clock.now()).padEnd(20)}  ${text}`);
}

export const minutes = (count) => count * MINUTE;

/** Polls until the condition gives something, for at most ten seconds of real time. */
export async function until(what, condition) {
  const began = performance.now();
  for (;;) {
    const found = await condition();
    if (found) return found;
    expect(performance.now() - began < 10_000, `waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
