import { ask } from '../socket.js';
import { elapsed } from './elapsed.js';

/** The lease lasts a minute; three renewals may go wrong. */
const RENEW_MS = 15_000;

/** Tells the clinic that a clinician has a session in view: by returning a heartbeat, for as long as somebody holds the lease. */
export class WatchLease {
  private holders = 0;
  private renewedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly sessionId: string) {}

  /** @returns a function that lets it go */
  hold(): () => void {
    this.holders += 1;
    return () => {
      this.holders -= 1;
    };
  }

  /** A page that nobody can see watches nothing. @returns whether the proof was used */
  renew(proof: string): boolean {
    const [now, before] = [elapsed.now(), this.renewedAt];
    if (this.holders === 0 || document.visibilityState !== 'visible' || now - before < RENEW_MS) return false;
    this.renewedAt = now;
    void ask('session.watch', { sessionId: this.sessionId, proof }).catch(() => {
      this.renewedAt = before; // with the next heartbeat, then
    });
    return true;
  }
}
