import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Database, type Tx, violatedConstraint } from '#platform';
import { type DeclineReason, type OfferRow, PairingOfferRepository } from './offer.repository.js';
import { OfferSettling } from './offer-settling.js';
import { OfferWriter } from './offer-writer.js';
import { PairingDoor } from './pairing-door.js';
import { pairingProblems } from './problems.js';

/** Answers of clinicians who are asked. However they race, the first one counts: each has the patient's pairings to itself. */
@Injectable()
export class PairingOffersService {
  constructor(
    private readonly database: Database,
    private readonly door: PairingDoor,
    private readonly offers: PairingOfferRepository,
    private readonly writer: OfferWriter,
    private readonly settling: OfferSettling,
  ) {}

  /**
   * From now on they care for the patient: pairing, care and what follows from a hand-over are one transaction.
   *
   * @throws `pairing.no-offer`, `pairing.offer-over`, `pairing.kept-out` when something speaks against it by now
   */
  async accept(caller: Caller, offerId: string): Promise<{ patientId: string }> {
    const { patientId } = await this.database.transact(async (tx) => {
      const offer = await this.requireTheirs(tx, caller, offerId);
      const sought = await this.settling.hold(tx, offer);
      if (sought?.state !== 'offered') throw pairingProblems.offerOver(); // it was withdrawn between the look and this
      await this.writer.requireOpen(tx, sought, caller.personId);
      if (!(await this.close(tx, offer.id))) throw pairingProblems.offerOver();
      await this.settling.taken(tx, offer);
      await this.record(tx, caller, offer, 'accept-pairing');
      return offer;
    });
    return { patientId };
  }

  /** @throws `pairing.no-offer`, `pairing.offer-over` */
  async decline(caller: Caller, offerId: string, reason: DeclineReason): Promise<void> {
    await this.database.transact(async (tx) => {
      const offer = await this.requireTheirs(tx, caller, offerId);
      await this.settling.hold(tx, offer);
      if (!(await this.offers.end(tx, offer.id, 'declined', reason))) throw pairingProblems.offerOver();
      await this.settling.declined(tx, offer, reason);
      await this.record(tx, caller, offer, 'decline-pairing', reason);
    });
  }

  /** Its time is over: unless it was answered, somebody else can be asked. */
  async expire(tx: Tx, offerId: string): Promise<void> {
    const offer = await this.offers.findById(tx, offerId);
    if (offer?.state !== 'offered') return;
    await this.settling.hold(tx, offer);
    if (!(await this.offers.end(tx, offer.id, 'expired'))) return;
    await this.settling.returned(tx, offer);
    await this.record(tx, null, offer, 'expire-pairing');
  }

  /** Nobody learns of an offer that is not theirs. */
  private async requireTheirs(tx: Tx, { personId }: Caller, id: string): Promise<OfferRow> {
    const offer = await this.offers.findById(tx, id);
    if (offer?.clinicianId !== personId) throw pairingProblems.noOffer();
    if (offer.state !== 'offered') throw pairingProblems.offerOver();
    return offer;
  }

  /** Its time may run out between the look and the yes: the constraint has the last word. */
  private async close(tx: Tx, id: string): Promise<boolean> {
    try {
      return await this.offers.end(tx, id, 'accepted');
    } catch (error) {
      throw violatedConstraint(error) === 'pairing_offer_whole' ? pairingProblems.offerOver({}, { cause: error }) : error;
    }
  }

  private record(tx: Tx, caller: Caller | null, { id, patientId }: OfferRow, action: string, reason?: string): Promise<void> {
    const act = { action, objectType: 'pairing-offer', objectId: id, ...(reason ? { reason } : {}) };
    return this.door.record(tx, caller, patientId, act);
  }
}
