import { Injectable } from '@nestjs/common';

import type { Dispense, PatientSupply } from '#contracts';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { CountRepository, type DiscrepancyRow } from './count.repository.js';
import { DispenseRepository, type DispenseRow } from './dispense.repository.js';
import { judgeCount } from './domain/count.js';
import { onHand, standingOf } from './domain/on-hand.js';
import { LedgerRepository, type Movement } from './ledger.repository.js';

/** A patient's medicine, as its reader may see it. */
@Injectable()
export class SupplyReader {
  constructor(
    private readonly dispenses: DispenseRepository,
    private readonly ledger: LedgerRepository,
    private readonly counts: CountRepository,
    private readonly identity: IdentityService,
  ) {}

  /** @param isOwn the patient reads it, who is shown no finding of the team */
  async of(db: Db, patientId: string, isOwn: boolean): Promise<PatientSupply> {
    const rows = await this.dispenses.findOf(db, [patientId]);
    const { displayName: patientName, zone } = await this.identity.person(db, patientId);
    const today = await this.dispenses.today(db, zone);
    const ids = rows.map(({ id }) => id);
    const [movements, found] = [await this.ledger.findOf(db, ids), await this.counts.findDiscrepancies(db, ids)];
    const openDoses = await this.ledger.findOpenDoses(db, patientId);
    return {
      patientName,
      ...onHand(rows, today),
      dispenses: await Promise.all(
        rows.map(async (row) => ({
          ...toHeld(row, today),
          prescriptionNumber: await this.dispenses.prescriptionOf(db, row),
          movements: await this.movementsOf(db, movements, row.id),
          discrepancies: await this.discrepanciesOf(db, found, row.id, isOwn),
        })),
      ),
      openDoses: openDoses.map(({ takenAt, ...dose }) => ({ ...dose, takenAt: takenAt.toISOString() })),
    };
  }

  private movementsOf(db: Db, movements: readonly Movement[], dispenseId: string) {
    const own = movements.filter((one) => one.dispenseId === dispenseId);
    return Promise.all(
      own.map(async ({ kind, units, onHandAfter, at, ...row }) => {
        const witness = await this.ledger.witnessOf(db, row);
        return { kind, units, onHandAfter, witness, at: at.toISOString() };
      }),
    );
  }

  private discrepanciesOf(db: Db, found: readonly DiscrepancyRow[], dispenseId: string, isOwn: boolean) {
    const own = found.filter((one) => one.dispenseId === dispenseId);
    return Promise.all(
      own.map(async (row) => ({
        ...{ discrepancyId: row.id, expected: row.expected, counted: row.counted, openedAt: row.openedAt.toISOString() },
        reviewedAt: row.reviewedAt?.toISOString() ?? null,
        finding: isOwn ? null : row.finding,
        note: isOwn ? null : await this.counts.noteOf(db, row),
      })),
    );
  }
}

type Shown = Omit<Dispense, 'prescriptionNumber' | 'movements' | 'discrepancies'>;

function toHeld(row: DispenseRow, today: string): Shown {
  const { id: dispenseId, pharmacy, medication, form, strengthMg, lot, beyondUseDate, state, onHandUnits } = row;
  const { doseUnits, orderedUnits, filledUnits, orderedAt } = row;
  return {
    ...{ dispenseId, pharmacy, medication, form, strengthMg, lot, beyondUseDate, state, onHandUnits },
    ...{ doseUnits, orderedUnits, filledUnits, orderedAt: orderedAt.toISOString() },
    standing: standingOf(row, today),
    isCountable: judgeCount(state, 0, 0) !== null,
  };
}
