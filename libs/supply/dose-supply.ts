import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import type { Db, Tx } from '#platform';
import { DispenseRepository, type DispenseRow } from './dispense.repository.js';
import { isAtHome, mayMove } from './domain/lifecycle.js';
import { isForDoses, type OnHand, onHand, sourceOf } from './domain/on-hand.js';
import { LedgerRepository, type NewDose } from './ledger.repository.js';
import { supplyProblems } from './problems.js';

/** What a dosing session asks of a patient's medicine. */
@Injectable()
export class DoseSupply {
  constructor(
    private readonly dispenses: DispenseRepository,
    private readonly ledger: LedgerRepository,
    private readonly identity: IdentityService,
  ) {}

  /** How much a patient has that may be taken today, and why it is not more. */
  async onHand(db: Db, patientId: string): Promise<OnHand> {
    return onHand(await this.dispenses.findOf(db, [patientId]), await this.today(db, patientId));
  }

  /** Whether a patient has medicine for a dose at home that was counted, and the count was right. */
  async isCounted(db: Db, patientId: string): Promise<boolean> {
    return (await this.dispenses.findOf(db, [patientId])).some((one) => isForDoses(one) && isAtHome(one.state));
  }

  /**
   * A dose was taken. Its units leave the ledger where it is certain which they were; else a clinician has to say it. It never fails for want of
   * medicine: what was taken was taken.
   *
   * @param by who said that it was taken
   */
  async taken(tx: Tx, dose: NewDose, by: string): Promise<void> {
    if (!(await this.ledger.insertDose(tx, dose))) return;
    const rows = await this.dispenses.lockOf(tx, dose.patientId);
    const source = sourceOf(rows, dose.doseMg, await this.today(tx, dose.patientId));
    if (!source) return;
    await this.take(tx, rows.find(({ id }) => id === source.id)!, { doseLineId: dose.doseLineId, units: source.units, by });
  }

  /** Units of a dose leave a dispense that is locked. */
  async take(
    tx: Tx,
    { id, state }: DispenseRow,
    { doseLineId, units, by }: Readonly<{ doseLineId: string; units: number; by: string }>,
  ): Promise<void> {
    await this.ledger.insert(tx, { dispenseId: id, kind: 'taken', units: -units, by, doseLineId });
    if (mayMove(state, 'in-use')) await this.dispenses.move(tx, id, 'in-use', by);
  }

  /** @throws `supply.no-dose`, `supply.dose-settled` */
  async requireOpen(tx: Tx, patientId: string, doseLineId: string): Promise<void> {
    const dose = await this.ledger.lockDose(tx, patientId, doseLineId);
    if (dose === null) throw supplyProblems.noDose();
    if (dose === 'settled') throw supplyProblems.doseSettled();
  }

  private async today(db: Db, patientId: string): Promise<string> {
    return this.dispenses.today(db, (await this.identity.person(db, patientId)).zone);
  }
}
