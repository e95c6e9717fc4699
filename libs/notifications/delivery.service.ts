import { Injectable } from '@nestjs/common';

import { Database } from '#platform';
import { DeliveryDecisions, type Taken } from './delivery-decisions.js';
import type { Due } from './messages.js';
import { notificationProblems } from './problems.js';
import { Sender } from './sender.js';

/** Carries one message out of the system, into the captured mailbox, or into its recipient's own list. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly database: Database,
    private readonly decisions: DeliveryDecisions,
    private readonly sender: Sender,
  ) {}

  /** @throws `notifications.not-taken`, `notifications.not-sure`: the row goes again, later */
  async deliver(due: Due, eventId: string): Promise<void> {
    if (!this.decisions.leaves(due)) return this.database.transact((tx) => this.decisions.keep(tx, due, eventId));
    const taken = await this.database.transact((tx) => this.decisions.take(tx, due, eventId));
    const outcome = isTaken(taken) ? await this.sender.send(taken.claimed, taken.outgoing) : taken;
    if (outcome === 'failed') throw notificationProblems.notTaken();
    if (outcome === 'unsure') throw notificationProblems.notSure();
    await this.database.transact((tx) => this.decisions.conclude(tx, due, eventId, outcome));
  }
}

const isTaken = (taken: Taken): taken is Exclude<Taken, string> => typeof taken !== 'string';
