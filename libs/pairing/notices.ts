import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';
import { HandOverRepository } from './hand-over.repository.js';
import { type OfferRow, PairingOfferRepository } from './offer.repository.js';
import { PairingRepository } from './pairing.repository.js';

/** What those are told by, who have to be told of something. */
@Injectable()
export class PairingNoticesReader {
  constructor(
    private readonly offers: PairingOfferRepository,
    private readonly pairings: PairingRepository,
    private readonly handOvers: HandOverRepository,
  ) {}

  offer(db: Db, offerId: string): Promise<OfferRow | null> {
    return this.offers.findById(db, offerId);
  }

  /** Who has written the hand-over by which somebody was asked; null when it was none. */
  async handedOverBy(db: Db, { pairingId }: OfferRow): Promise<string | null> {
    return (await this.handOvers.findTo(db, pairingId))?.writtenBy ?? null;
  }

  /** Patient and clinician of a pairing that holds; null when it is over. */
  async pair(db: Db, pairingId: string): Promise<{ patientId: string; clinicianId: string } | null> {
    const found = await this.pairings.findById(db, pairingId);
    return found?.state === 'active' ? { patientId: found.patientId, clinicianId: found.clinicianId! } : null;
  }
}
