import { Injectable } from '@nestjs/common';

import { Problem } from '#kernel';
import { Database, Outbox, type Tx } from '#platform';
import { WAITING_ON_KEY, waitingDue } from './messages.js';
import { OfferMaker } from './offer-maker.js';
import { WaitingRepository } from './waiting.repository.js';
import { type QuietTimes, WaitingSeeker } from './waiting-seeker.js';

/** Each time that somebody was quicker is a time that is taken now. */
const TRIES = 3;
/** Each takes some tens of milliseconds; so many are done long before the lease of a row of the outbox is over. */
const MOST = 50;
/** Looks that wait at a time: one by its key, and one for each who rests. */
const PENDING = 100;

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

  /**
   * Each in a transaction of their own; one whom it fails for holds up nobody behind them. After so many the rest is for a row of its own.
   *
   * @param after behind this wait, where another look has stopped; null from the first on
   * @throws      what it failed of
   */
  async look(eventId: string, quiet: QuietTimes, after: string | null = null, most = MOST): Promise<void> {
    const ids = after && (await this.isBegunAnew()) ? [] : await this.waiting.findAskable(this.database, after, most);
    const failures: unknown[] = [];
    for (const id of ids) await this.serve(id, quiet).catch((error: unknown) => failures.push(error));
    if (failures.length) throw failures[0];
    await this.database.transact(async (tx) => {
      const isFirst = await this.outbox.done(tx, eventId);
      if (isFirst && ids.length === most)
        await this.outbox.append(tx, waitingDue, { after: ids.at(-1)! }, { key: WAITING_ON_KEY });
    });
  }

  /** Whether a look from the first on is due, too: it comes to everybody, and whoever waits longest must be asked first. */
  private async isBegunAnew(): Promise<boolean> {
    const [clock] = await this.database.sql<{ now: Date }>`SELECT app_now() AS now`;
    const pending = await this.outbox.waiting(this.database, waitingDue.name, PENDING);
    return pending.some(({ payload, dueAt }) => dueAt <= clock!.now && !waitingDue.schema.parse(payload).after);
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
