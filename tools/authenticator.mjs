// An authenticator app for scripts: shows one code after the other, each once, as RFC 6238 has it.
import { setTimeout } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';

const PERIOD_MS = 30_000;
const TRIES = 6;

export class Authenticator {
  /** @param {string} secret base32 */
  constructor(secret) {
    this.secret = Secret.fromBase32(secret);
    this.last = 0;
  }

  /** A code that this app has not given before; waits for its time when the next one is too far ahead. */
  async code() {
    const now = () => Math.floor(Date.now() / PERIOD_MS);
    this.last = Math.max(this.last + 1, now() - 1);
    while (this.last > now() + 1) await setTimeout(500);
    return TOTP.generate({ secret: this.secret, timestamp: this.last * PERIOD_MS });
  }

  /**
   * Tries codes until one is taken: somebody else may have used the one of this half minute.
   *
   * @param {(code: string) => Promise<boolean>} attempt says whether the code was taken
   */
  async prove(attempt) {
    for (let tries = 0; tries < TRIES; tries++) if (await attempt(await this.code())) return;
    throw new Error('no code of the authenticator app was taken');
  }
}
