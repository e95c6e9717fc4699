import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';
import type { DispenseState } from './domain/lifecycle.js';

/** A patient who got some of a lot, and what they have left of it. */
export type Holding = Readonly<{
  dispenseId: string;
  patientId: string;
  pharmacy: string;
  lot: string;
  medication: string;
  state: DispenseState;
  onHandUnits: number;
  isRecalled: boolean;
}>;

/** Lots, and which of them were recalled. */
@Injectable()
export class RecallRepository {
  /** All that was dispensed of a lot, by pharmacy. @param lot as it stands on the box, in capitals */
  findLot(on: Reader, lot: string): Promise<Holding[]> {
    return on.sql<Holding>`
      SELECT d.id AS "dispenseId", d.patient_id AS "patientId", d.pharmacy, d.lot, d.medication, d.state,
        d.on_hand_units::float8 AS "onHandUnits",
        EXISTS (SELECT 1 FROM lot_recall r WHERE r.pharmacy = d.pharmacy AND r.lot = d.lot) AS "isRecalled"
      FROM medication_dispense d WHERE d.lot = ${lot} ORDER BY d.pharmacy, d.lot, d.ordered_at, d.id`;
  }

  /** Of one pharmacy, locked: what is on its way at this moment is on its way, and what is not does not leave any more. */
  async lockLot(tx: Tx, { pharmacy, lot }: Pick<Holding, 'pharmacy' | 'lot'>): Promise<Holding[]> {
    await tx.sql`SELECT 1 FROM medication_dispense WHERE pharmacy = ${pharmacy} AND lot = ${lot} ORDER BY id FOR UPDATE`;
    return (await this.findLot(tx, lot)).filter((one) => one.pharmacy === pharmacy);
  }

  /** Whether the clinic itself has had some of it. */
  async isInStock(on: Reader, { pharmacy, lot }: Pick<Holding, 'pharmacy' | 'lot'>): Promise<boolean> {
    return (await on.sql`SELECT 1 FROM stock_lot WHERE supplier = ${pharmacy} AND lot = ${lot} LIMIT 1`).length > 0;
  }

  /** @returns false when it was recalled before */
  async insert(tx: Tx, { pharmacy, lot }: Pick<Holding, 'pharmacy' | 'lot'>, by: string): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO lot_recall (id, pharmacy, lot, recalled_by) VALUES (${randomUUID()}, ${pharmacy}, ${lot}, ${by})
      ON CONFLICT (pharmacy, lot) DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }

  async holderOf(on: Reader, dispenseId: string): Promise<string | null> {
    const [row] = await on.sql<{ patientId: string }>`
      SELECT patient_id AS "patientId" FROM medication_dispense WHERE id = ${dispenseId}`;
    return row?.patientId ?? null;
  }
}
