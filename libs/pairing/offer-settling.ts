import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import { offerKey, pairingAnswered } from './messages.js';
import type { DeclineReason, OfferRow } from './offer.repository.js';
import { PairingRepository, type PairingRow } from './pairing.repository.js';
import { SearchRanking } from './search-ranking.js';
import { TeamEntry } from './team-entry.js';
import { WishRepository } from './wish.repository.js';

/** Why a clinician and a patient are not paired later either; who has no time may have some another time. */
const BARS: Readonly<Partial<Record<DeclineReason, 'conflict' | 'not-taken'>>> = {
  'conflict-of-interest': 'conflict',
  'not-my-field': 'not-taken',
};

/** What follows from the end of an offer. */
@Injectable()
export class OfferSettling {
  constructor(
    private readonly pairings: PairingRepository,
    private readonly wishes: WishRepository,
    private readonly ranking: SearchRanking,
    private readonly entry: TeamEntry,
    private readonly outbox: Outbox,
  ) {}

  /** The pairing that the offer is of; nobody else changes it until the transaction is over. */
  async hold(tx: Tx, { patientId, pairingId }: OfferRow): Promise<PairingRow | undefined> {
    return (await this.pairings.hold(tx, patientId)).find(({ id }) => id === pairingId);
  }

  async taken(tx: Tx, offer: OfferRow): Promise<void> {
    await this.pairings.become(tx, offer.pairingId, 'active', offer.clinicianId);
    await this.entry.enter(tx, { ...offer, by: offer.clinicianId });
    await this.outbox.void(tx, offerKey(offer.id));
    await this.answered(tx, offer);
  }

  async declined(tx: Tx, offer: OfferRow, reason: DeclineReason): Promise<void> {
    const { patientId, clinicianId } = offer;
    const kind = BARS[reason];
    if (kind) await this.wishes.bar(tx, { patientId, clinicianId, kind }, clinicianId);
    await this.outbox.void(tx, offerKey(offer.id));
    await this.returned(tx, offer);
    await this.rankAgain(tx, offer);
  }

  /** Nobody took it, or its time is over, by the row that ends it and is done with this: a hand-over is over, and the patient stays with whom they are; else the patient sees whom they can ask now. */
  async returned(tx: Tx, offer: OfferRow): Promise<void> {
    const { pairingId } = offer;
    if (await this.entry.callOff(tx, pairingId)) await this.pairings.become(tx, pairingId, 'ended');
    else await this.pairings.become(tx, pairingId, 'ranked');
    await this.answered(tx, offer);
  }

  /** Who has said no is on the list no more. */
  private async rankAgain(tx: Tx, { pairingId, patientId }: OfferRow): Promise<void> {
    const held = await this.pairings.findOpen(tx, [patientId]);
    const search = held.find(({ id }) => id === pairingId);
    if (search) await this.ranking.rank(tx, held, search);
  }

  private async answered(tx: Tx, { id: offerId }: OfferRow): Promise<void> {
    await this.outbox.append(tx, pairingAnswered, { offerId });
  }
}
