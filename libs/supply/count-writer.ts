import { Injectable } from '@nestjs/common';

import { ClinicLadder } from '#alerts';
import type { Tx } from '#platform';
import { CountRepository } from './count.repository.js';
import { DispenseRepository, type DispenseRow } from './dispense.repository.js';
import { howSoon, judgeCount } from './domain/count.js';
import { LedgerRepository } from './ledger.repository.js';
import { supplyProblems } from './problems.js';

/** Whether what was counted is what was to be there. */
export type Counted = Readonly<{ isDiscrepancy: boolean }>;

/** Writes a count down, and what follows from it. */
@Injectable()
export class CountWriter {
  constructor(
    private readonly dispenses: DispenseRepository,
    private readonly ledger: LedgerRepository,
    private readonly counts: CountRepository,
    private readonly ladder: ClinicLadder,
  ) {}

  /**
   * A parcel is received with the first count of it: what was counted is what came. A count that differs opens an incident and calls people;
   * nothing of it may be taken until somebody has reviewed it.
   *
   * @param dispense locked
   * @throws `supply.nothing-to-count`
   */
  async write(tx: Tx, dispense: DispenseRow, counted: number, by: string): Promise<Counted> {
    const { id, state, filledUnits, onHandUnits, patientId } = dispense;
    const hasJustCome = state === 'shipped';
    const expected = hasJustCome ? filledUnits! : onHandUnits;
    const outcome = judgeCount(state, expected, counted);
    if (!outcome) throw supplyProblems.nothingToCount();
    const countId = await this.counts.insert(tx, { dispenseId: id, expected, counted, by });
    if (hasJustCome && counted > 0) await this.ledger.insert(tx, { dispenseId: id, kind: 'received', units: counted, by });
    for (const to of outcome.through) await this.dispenses.move(tx, id, to, by);
    if (!outcome.isDiscrepancy) return { isDiscrepancy: false };
    const subjectId = await this.counts.openDiscrepancy(tx, id, countId);
    const how = howSoon(state, expected, counted);
    const alert = { kind: 'supply-discrepancy', subjectId, level: how === 'now' ? 3 : 2, patientId } as const;
    await this.ladder.raise(tx, alert, how);
    return { isDiscrepancy: true };
  }
}
