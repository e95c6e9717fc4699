import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import { Outbox, type Tx } from '#platform';
import { HoldsService } from '#scheduling';
import { REST_HOURS } from './domain/waiting-turn.js';
import { offerKey, WAITING_KEY, waitingDue } from './messages.js';
import { type Offer, OfferRepository } from './offer.repository.js';
import { integrationProblems } from './problems.js';
import { WaitingRepository } from './waiting.repository.js';

/** Ends an offer: each end leaves its time to whoever took it, or to the next one. */
@Injectable()
export class OfferEnding {
  constructor(
    private readonly offers: OfferRepository,
    private readonly waiting: WaitingRepository,
    private readonly holds: HoldsService,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** A time may have become free: whoever waits is looked at. Nothing is written where nobody does. */
  async timeFreed(tx: Tx): Promise<void> {
    if (await this.waiting.isAnyOpen(tx)) await this.outbox.append(tx, waitingDue, {}, { key: WAITING_KEY });
  }

  /** Whoever takes an offer waits no more; its time is theirs to book. @throws `integration.offer-over` */
  async accept(tx: Tx, { personId }: Caller, offer: Offer): Promise<void> {
    await this.close(tx, offer, 'accepted', personId);
    await this.waiting.end(tx, offer.patientId, 'served');
  }

  /** @throws `integration.offer-over` */
  async decline(tx: Tx, caller: Caller, offer: Offer): Promise<void> {
    await this.close(tx, offer, 'declined', caller.personId);
    await this.giveBack(tx, offer);
    await this.audit.record(tx, caller, actOf('decline-offer', offer));
  }

  /** Whoever leaves the list lets go of what is kept for them. @returns the wait that has ended; null when there was none */
  async leave(tx: Tx, { personId }: Caller, patientId: string): Promise<string | null> {
    const offer = await this.offers.findOpenOf(tx, patientId);
    if (offer) await this.close(tx, offer, 'withdrawn', personId);
    const entryId = await this.waiting.end(tx, patientId, 'left');
    if (offer) await this.giveBack(tx, offer);
    return entryId;
  }

  /** Nobody has answered: the next one is asked, and this one a day later at the earliest. */
  async lapse(tx: Tx, offerId: string): Promise<void> {
    const offer = await this.offers.find(tx, offerId);
    if (!offer) return;
    await this.holds.keep(tx, offer.holdId);
    if (!(await this.offers.answer(tx, offerId, 'lapsed', null))) return;
    await this.holds.over(tx, offer.holdId);
    const dueAt = await this.waiting.rest(tx, offer.entryId, REST_HOURS);
    if (dueAt) await this.outbox.append(tx, waitingDue, {}, { dueAt, key: `${WAITING_KEY}:${offer.entryId}` });
    await this.timeFreed(tx);
    await this.audit.record(tx, null, actOf('lapse-offer', offer));
  }

  /** The hold first, as whoever books it by another way does: so the two go one after the other, and not in a circle. */
  private async close(tx: Tx, { id, holdId }: Offer, state: 'accepted' | 'declined' | 'withdrawn', by: string): Promise<void> {
    await this.holds.keep(tx, holdId);
    if (!(await this.offers.answer(tx, id, state, by))) throw integrationProblems.offerOver();
    await this.outbox.void(tx, offerKey(id));
  }

  private async giveBack(tx: Tx, { holdId }: Offer): Promise<void> {
    await this.holds.end(tx, holdId);
    await this.timeFreed(tx);
  }
}

const actOf = (action: string, { id, patientId }: Offer) => ({
  ...{ action, objectType: 'waiting-offer', objectId: id },
  subjectPersonId: patientId,
});
