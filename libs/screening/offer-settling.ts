import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import type { HandOffRow } from './hand-off.repository.js';
import { handOffKey, handOffReturned } from './messages.js';
import { ScreeningCalls } from './screening-calls.js';

/** What follows from the end of an offer: in the call, and in the outbox. */
@Injectable()
export class OfferSettling {
  constructor(
    private readonly calls: ScreeningCalls,
    private readonly outbox: Outbox,
  ) {}

  async taken(tx: Tx, offer: HandOffRow): Promise<void> {
    await this.calls.handOver(tx, offer);
    await this.answered(tx, offer);
  }

  /** Nothing has to end it any more. */
  async answered(tx: Tx, { id }: HandOffRow): Promise<void> {
    await this.outbox.void(tx, handOffKey(id));
  }

  /** Whoever offered it is told that nobody took it. */
  async returned(tx: Tx, { id }: HandOffRow): Promise<void> {
    await this.outbox.append(tx, handOffReturned, { handOffId: id });
  }

  leaveCall(tx: Tx, offer: HandOffRow, wasTakenBack: boolean): Promise<void> {
    return this.calls.end(tx, offer, wasTakenBack);
  }
}
