import { Injectable } from '@nestjs/common';

import type { Reader } from '#platform';
import { byTurn } from './domain/waiting-turn.js';
import { type Offer, OfferRepository } from './offer.repository.js';
import { type Wait, WaitingRepository } from './waiting.repository.js';

/** A wait with its place among all (who has 1 is asked first), its open offer, and how many were let lapse. */
export type Placed = Readonly<{ wait: Wait; place: number; offer: Offer | null; lapsed: number }>;

/** Everybody who waits, in the order in which they are asked. */
@Injectable()
export class WaitingOrder {
  constructor(
    private readonly waiting: WaitingRepository,
    private readonly offers: OfferRepository,
  ) {}

  async all(on: Reader): Promise<Placed[]> {
    const waits = await this.waiting.findOpen(on);
    const ids = waits.map(({ id }) => id);
    const [offers, lapsed] = [await this.offers.findOpen(on, ids), await this.offers.countLapsed(on, ids)];
    const offerOf = new Map(offers.map((offer) => [offer.entryId, offer]));
    const turns = waits.map((wait) => ({ wait, id: wait.id, turnAt: wait.turnAt.getTime(), since: wait.since.getTime() }));
    return turns
      .sort(byTurn)
      .map(({ wait, id }, i) => ({ wait, place: i + 1, offer: offerOf.get(id) ?? null, lapsed: lapsed.get(id) ?? 0 }));
  }
}
