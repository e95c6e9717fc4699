import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Outbox, type Tx } from '#platform';
import { offerKey, pairingOfferDue, pairingOffered } from './messages.js';
import { PairingOfferRepository } from './offer.repository.js';
import { PairingRepository, type PairingRow } from './pairing.repository.js';
import { pairingProblems } from './problems.js';
import { Rankings } from './rankings.js';
import { PairingRulesRepository } from './rules.repository.js';

/** Asks a clinician: the filters are asked again, and the row that ends the offer is written with it. */
@Injectable()
export class OfferWriter {
  constructor(
    private readonly pairings: PairingRepository,
    private readonly offers: PairingOfferRepository,
    private readonly rankings: Rankings,
    private readonly rules: PairingRulesRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param pairing ranked, and held
   * @returns       until when the clinician can answer
   * @throws        `pairing.kept-out` with the filter
   */
  async offer(
    tx: Tx,
    { id: pairingId, patientId, part }: Pick<PairingRow, 'id' | 'patientId' | 'part'>,
    { clinicianId, by }: Readonly<{ clinicianId: string; by: string }>,
  ): Promise<Date> {
    await this.requireOpen(tx, { patientId, part }, clinicianId);
    const [id, { offerHours: hours }] = [randomUUID(), await this.rules.read(tx)];
    const until = await this.offers.insert(tx, { id, pairingId, patientId, clinicianId, offeredBy: by, hours });
    await this.pairings.become(tx, pairingId, 'offered');
    await this.outbox.append(tx, pairingOffered, { offerId: id });
    await this.outbox.append(tx, pairingOfferDue, { offerId: id }, { dueAt: until, key: offerKey(id), isFirst: true });
    return until;
  }

  /** So that a place is not given twice, it is held until the transaction is over. @throws `pairing.kept-out` with the filter */
  async requireOpen(tx: Tx, sought: Pick<PairingRow, 'patientId' | 'part'>, clinicianId: string): Promise<void> {
    await this.pairings.holdPlaces(tx, [clinicianId]);
    const deciding = await this.rankings.keepsOut(tx, sought, clinicianId, await this.rules.read(tx));
    if (deciding) throw pairingProblems.keptOut({ filter: deciding.filter });
  }
}
