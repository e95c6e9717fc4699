import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Database, type Reader, type Tx } from '#platform';
import { type Offer, OfferRepository } from './offer.repository.js';
import { OfferEnding } from './offer-ending.js';
import { OfferTaker } from './offer-taker.js';
import { TeamReader } from './team.js';

/** Answers to offers: a yes, a no, and none. */
@Injectable()
export class WaitingOffersService {
  constructor(
    private readonly database: Database,
    private readonly offers: OfferRepository,
    private readonly ending: OfferEnding,
    private readonly taker: OfferTaker,
    private readonly team: TeamReader,
  ) {}

  /** @throws `integration.no-offer`, `integration.offer-over`, and as `OfferTaker.take` does */
  async accept(caller: Caller, offerId: string): Promise<void> {
    const offer = await this.team.requireOffer(caller, await this.offers.find(this.database.read, offerId));
    await this.database.transact(async (tx) => {
      await this.ending.accept(tx, caller, offer);
      await this.taker.take(tx, caller, offer);
    });
  }

  /** @throws `integration.no-offer`, `integration.offer-over` */
  async decline(caller: Caller, offerId: string): Promise<void> {
    const offer = await this.team.requireOffer(caller, await this.offers.find(this.database.read, offerId));
    await this.database.transact((tx) => this.ending.decline(tx, caller, offer));
  }

  /** Nobody has answered in time. */
  over(tx: Tx, offerId: string): Promise<void> {
    return this.ending.lapse(tx, offerId);
  }

  /** An offer that still stands. */
  async standing(on: Reader, offerId: string): Promise<Offer | null> {
    const offer = await this.offers.find(on, offerId);
    return offer?.state === 'open' ? offer : null;
  }
}
