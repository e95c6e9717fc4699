import { Injectable } from '@nestjs/common';

import { Problem } from '#kernel';
import { Database, Outbox, type Tx } from '#platform';
import { OfferMaker } from './offer-maker.js';
import { WaitingRepository } from './waiting.repository.js';
import { type QuietTimes, WaitingSeeker } from './waiting-seeker.js';

/** Each time that somebody was quicker is a time that is taken now. */
const TRIES = 3;

/** Goes through those who wait, in their order, and offers each the first time that they can use; run by the worker. */
@Injectable()
export class WaitingLook {
  constructor(
    private readonly database: Database,
    private readonly waiting: WaitingRepository,
    private readonly seeker: WaitingSeeker,
    private readonly maker: OfferMaker,
    private readonly outbox: Outbox,
  ) {}

  /** Each in a transaction of their own; one whom it fails for holds up nobody behind them. @throws what it failed of */
  async look(eventId: string, quiet: QuietTimes): Promise<void> {
    const failures: unknown[] = [];
    for (const { id } of await this.waiting.findOpen(this.database)) {
      await this.serve(id, quiet).catch((error: unknown) => failures.push(error));
    }
    if (failures.length) throw failures[0];
    await this.database.transact((tx) => this.outbox.done(tx, eventId));
  }

  private async serve(id: string, quiet: QuietTimes): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.database.together((tx) => this.serveOnce(tx, id, quiet));
      } catch (error) {
        const isTaken = error instanceof Problem && error.code === 'scheduling.slot-taken';
        if (!isTaken || tries === TRIES) throw error;
      }
    }
  }

  private async serveOnce(tx: Tx, id: string, quiet: QuietTimes): Promise<void> {
    const wait = await this.waiting.holdForOffer(tx, id);
    if (!wait) return;
    const sought = await this.seeker.seek(tx, wait, quiet);
    this.waiting.note(tx, id, 'time' in sought ? await this.maker.offer(tx, wait, sought) : sought.reason);
  }
}
