import { Injectable } from '@nestjs/common';

import type { SendSignal } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { callProblems } from './problems.js';
import { SignalRepository, type SignalRow } from './signal.repository.js';

/** What screens say to each other to find each other. It is passed on and forgotten: nothing of it is looked into, logged or kept. */
@Injectable()
export class CallSignals {
  constructor(
    private readonly database: Database,
    private readonly signals: SignalRepository,
  ) {}

  /**
   * Only from the screen on which the caller is in an open call, to one on which somebody else is.
   *
   * @throws `calls.no-such-screen`, `calls.too-many-signals`
   */
  async send(caller: Caller, { appointmentId, connection, to, body }: SendSignal): Promise<void> {
    const { personId } = caller;
    const sent = await this.signals.insert(this.database, { appointmentId, personId, connection, to, body });
    if (sent === 'nobody') throw callProblems.noSuchScreen();
    if (sent === 'full') throw callProblems.tooManySignals({ retryAfterSec: 1 });
  }

  /** What was said to these screens since it was last asked for: once, and in order. */
  take(connections: readonly string[]): Promise<SignalRow[]> {
    return this.signals.take(connections);
  }
}
