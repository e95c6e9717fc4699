// A screen on a live session: keeps what the socket brings, in order, and asks for what it lacks.
import { expect } from './client.mjs';
import { until } from './clock.mjs';

export class Watcher {
  /** @param isWatching whether it is a clinician's, who keeps the session watched by returning its heartbeats */
  constructor(person, sessionId, isWatching) {
    this.person = person;
    this.sessionId = sessionId;
    this.isWatching = isWatching;
    this.entries = [];
  }

  async join() {
    this.person.socket.on('session.entries', (event) => event.sessionId === this.sessionId && this.take(event.entries));
    this.person.socket.on('session.heartbeat', ({ sessionId, proof }) => sessionId === this.sessionId && this.answer(proof));
    const { entries, proof } = await this.person.emit('session.join', { sessionId: this.sessionId, after: 0 });
    this.answer(proof);
    this.take(entries);
  }

  answer(proof) {
    if (this.isWatching) this.person.socket.emit('session.watch', { sessionId: this.sessionId, proof });
  }

  take(entries) {
    for (const entry of entries) {
      const next = (this.entries.at(-1)?.seq ?? 0) + 1;
      if (entry.seq < next) continue;
      expect(entry.seq === next, `a gap on the screen of ${this.person.name}: ${entry.seq} after ${next - 1}`);
      this.entries.push(entry);
    }
  }

  /** Waits until the screen shows an entry. */
  sees(what, matches) {
    return until(`${this.person.name} sees ${what}`, () => this.entries.find(matches));
  }

  alert(alertId, tier) {
    return this.sees(
      `${alertId} at tier ${tier}`,
      ({ type, payload }) => type === 'alert' && payload.alertId === alertId && payload.tier === tier,
    );
  }

  count(type) {
    return this.entries.filter((entry) => entry.type === type).length;
  }
}
