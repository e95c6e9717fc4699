import { Injectable } from '@nestjs/common';

import { ClinicLadder } from '#alerts';
import type { Tx } from '#platform';
import { CountRepository, type DiscrepancyRow, type Finding } from './count.repository.js';
import { DispenseRepository } from './dispense.repository.js';
import { LedgerRepository } from './ledger.repository.js';
import { supplyProblems } from './problems.js';

/** `units`: how many are there, as the reviewer and the patient agree. */
export type CountReview = Readonly<{ finding: Finding; units: number; note: string }>;

/** Brings ledger and box to the same number again. */
@Injectable()
export class SupplyBooks {
  constructor(
    private readonly dispenses: DispenseRepository,
    private readonly ledger: LedgerRepository,
    private readonly counts: CountRepository,
    private readonly ladder: ClinicLadder,
  ) {}

  find(tx: Tx, patientId: string, discrepancyId: string): Promise<DiscrepancyRow | null> {
    return this.counts.findDiscrepancy(tx, patientId, discrepancyId);
  }

  /** Writes the difference to what was agreed into the ledger. @throws `supply.reviewed` */
  async agree(tx: Tx, found: DiscrepancyRow, review: CountReview, by: string): Promise<void> {
    const { onHandUnits } = (await this.dispenses.lock(tx, found.patientId, found.dispenseId))!;
    if (!(await this.counts.review(tx, found, { ...review, by }))) throw supplyProblems.reviewed();
    await this.ladder.settle(tx, 'supply-discrepancy', found.id); // whoever reviews it has it in hand
    const units = review.units - onHandUnits;
    if (units !== 0) await this.ledger.insert(tx, { dispenseId: found.dispenseId, kind: 'adjusted', units, by });
    await this.dispenses.move(tx, found.dispenseId, 'reconciled', by);
    if (review.units === 0) await this.dispenses.move(tx, found.dispenseId, 'exhausted', by);
  }
}
