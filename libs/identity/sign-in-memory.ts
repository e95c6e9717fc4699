import { Injectable } from '@nestjs/common';

import { Hints } from '#platform';
import type { Caller } from './caller.js';

/** No longer than a sign-in that has ended may go on: hints make it shorter, but one may be lost. Real time. */
const FRESH_MS = 2_000;
const SIGN_INS = 10_000;

/** Who stands behind the tokens that were asked for in the last moments: whoever records often is not looked up each time. */
@Injectable()
export class SignInMemory {
  private readonly callers = new Map<string, Readonly<{ caller: Caller; until: number }>>();
  private changes = 0;

  constructor(hints: Hints) {
    hints.on('sign-in', (signInId) => this.forget(signInId));
    hints.onResync(() => this.forgetAll());
  }

  /** The caller of a token, read now unless it was just before. */
  async callerOf(token: string, read: () => Promise<Caller | null>): Promise<Caller | null> {
    const known = this.callers.get(token);
    if (known && performance.now() < known.until) return known.caller;
    this.callers.delete(token);
    const [changes, until] = [this.changes, performance.now() + FRESH_MS];
    const caller = await read();
    if (caller && changes === this.changes) this.keep(token, caller, until); // what was read before a change may be older than it
    return caller;
  }

  /** A sign-in has changed. */
  forget(signInId: string): void {
    this.changes += 1;
    for (const [token, { caller }] of this.callers) if (caller.signInId === signInId) this.callers.delete(token);
  }

  private keep(token: string, caller: Caller, until: number): void {
    this.callers.set(token, { caller, until });
    const [oldest] = this.callers.keys();
    if (this.callers.size > SIGN_INS) this.callers.delete(oldest!);
  }

  private forgetAll(): void {
    this.changes += 1;
    this.callers.clear();
  }
}
