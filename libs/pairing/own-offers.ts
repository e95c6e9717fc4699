import { Injectable } from '@nestjs/common';

import type { OwnOffer } from '#contracts';
import type { Db } from '#platform';
import { CandidateRepository } from './candidate.repository.js';
import { HandOverRepository } from './hand-over.repository.js';
import { PairingOfferRepository } from './offer.repository.js';
import { OfferedPatients } from './offered-patients.js';
import { PairingRepository } from './pairing.repository.js';

/** Patients who ask for a clinician, with what these need to know to answer, and no more of the record. */
@Injectable()
export class OwnOffers {
  constructor(
    private readonly offers: PairingOfferRepository,
    private readonly pairings: PairingRepository,
    private readonly candidates: CandidateRepository,
    private readonly handOvers: HandOverRepository,
    private readonly patients: OfferedPatients,
  ) {}

  async of(db: Db, personId: string): Promise<OwnOffer[]> {
    const open = await this.offers.findOfferedTo(db, personId);
    const ids = open.map(({ pairingId }) => pairingId);
    const [candidates, { of: patientOf, named }] = [await this.candidates.findOf(db, ids), await this.patients.of(db, open)];
    return Promise.all(
      open.map(async ({ id: offerId, pairingId, patientId, until }) => {
        const { part } = (await this.pairings.findById(db, pairingId))!;
        const candidate = candidates.find((one) => one.pairingId === pairingId && one.personId === personId);
        const handOver = await this.handOvers.findTo(db, pairingId);
        return {
          ...{ offerId, patientId, part, until: until.toISOString(), ...patientOf(patientId) },
          ...{ fit: candidate?.fit ?? null, reasons: [...(candidate?.reasons ?? [])] },
          handedOverBy: handOver && named(handOver.writtenBy).displayName,
          summary: handOver && (await this.handOvers.summaryOf(db, handOver)),
        };
      }),
    );
  }
}
