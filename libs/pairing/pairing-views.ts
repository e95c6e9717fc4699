import { Injectable } from '@nestjs/common';

import type { PairingOfPart, PatientPairing } from '#contracts';
import type { Db } from '#platform';
import { CandidateRepository, type CandidateRow } from './candidate.repository.js';
import { type OfferRow, PairingOfferRepository } from './offer.repository.js';
import { OverlapViews } from './overlap-views.js';
import type { PairingRow } from './pairing.repository.js';
import { type PatientCard, PatientCards } from './patient-cards.js';
import { PairingPeople, type Told } from './people.js';

type Known = Readonly<{
  candidates: readonly CandidateRow[];
  offers: readonly OfferRow[];
  overlaps: ReadonlyMap<string, Date>;
  told: (id: string) => Told;
}>;
export type PairingView = Omit<PatientPairing, 'lacking' | 'excluded' | 'barred'>;

/** The pairings of a patient in the words of the contract. */
@Injectable()
export class PairingViews {
  constructor(
    private readonly candidates: CandidateRepository,
    private readonly offers: PairingOfferRepository,
    private readonly overlaps: OverlapViews,
    private readonly people: PairingPeople,
    private readonly cards: PatientCards,
  ) {}

  async of(db: Db, patientId: string, held: readonly PairingRow[], { withWish }: { withWish: boolean }): Promise<PairingView> {
    const ids = held.map(({ id }) => id);
    const [candidates, offers, overlaps] = [
      await this.candidates.findOf(db, ids),
      await this.offers.findOf(db, ids),
      await this.overlaps.of(db, ids),
    ];
    const told = await this.people.told(db, [
      ...candidates.map(({ personId }) => personId),
      ...offers.map(({ clinicianId }) => clinicianId),
      ...held.flatMap(({ clinicianId }) => clinicianId ?? []),
    ]);
    const { wish, ...card }: PatientCard = await this.cards.of(db, patientId);
    return {
      ...card,
      wish: withWish ? wish : { ...wish, topics: [], gender: null },
      pairings: held.map((row) => toPairing(row, { candidates, offers, overlaps, told })),
    };
  }
}

function toPairing(row: PairingRow, { candidates, offers, overlaps, told }: Known): PairingOfPart {
  const { id: pairingId, part, state, clinicianId } = row;
  const isSought = clinicianId === null;
  const [newest, ...before] = offers.filter((offer) => offer.pairingId === pairingId);
  const open = newest?.state === 'offered' ? newest : null;
  const last = open ? before[0] : newest;
  return {
    ...{ pairingId, part, state, clinician: isSought ? null : told(clinicianId) },
    candidates: candidates
      .filter((one) => isSought && one.pairingId === pairingId)
      .map(({ personId, fit, reasons, daysUntilFree }) => ({
        ...told(personId),
        ...{ fit, reasons: [...reasons], daysUntilFree },
      })),
    asked: isSought && open ? { ...told(open.clinicianId), until: open.until.toISOString() } : null,
    lastAnswer: isSought && last ? { displayName: told(last.clinicianId).displayName, state: last.state } : null,
    overlapUntil: overlaps.get(pairingId)?.toISOString() ?? null,
  };
}
