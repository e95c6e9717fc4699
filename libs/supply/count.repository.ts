import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Reader, type Tx } from '#platform';

export type Finding =
  | 'counted-again'
  | 'pharmacy-error'
  | 'lost'
  | 'damaged'
  | 'taken-outside-session'
  | 'diversion-suspected'
  | 'not-explained';
export type NewCount = Readonly<{ dispenseId: string; expected: number; counted: number; by: string }>;
/** What somebody found out about a count. `units`: what is there by agreement. */
export type Review = Readonly<{ finding: Finding; units: number; note: string; by: string }>;
export type DiscrepancyRow = Readonly<{
  id: string;
  dispenseId: string;
  patientId: string;
  expected: number;
  counted: number;
  countedBy: string;
  openedAt: Date;
  reviewedAt: Date | null;
  finding: Finding | null;
  noteSealed: string | null;
}>;

const place = (rowId: string) => ({ table: 'supply_discrepancy', column: 'note_sealed', rowId });

/** Counts, and the incidents that they open. */
@Injectable()
export class CountRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, { dispenseId, expected, counted, by }: NewCount): Promise<string> {
    const id = randomUUID();
    await tx.sql`
      INSERT INTO supply_count (id, dispense_id, expected_units, counted_units, counted_by)
      VALUES (${id}, ${dispenseId}, ${expected}::numeric, ${counted}::numeric, ${by})`;
    return id;
  }

  async openDiscrepancy(tx: Tx, dispenseId: string, countId: string): Promise<string> {
    const id = randomUUID();
    await tx.sql`INSERT INTO supply_discrepancy (id, dispense_id, count_id) VALUES (${id}, ${dispenseId}, ${countId})`;
    return id;
  }

  /** Of these dispenses, the newest first. */
  findDiscrepancies(on: Reader, dispenseIds: readonly string[]): Promise<DiscrepancyRow[]> {
    return on.sql<DiscrepancyRow>`
      SELECT i.id, i.dispense_id AS "dispenseId", d.patient_id AS "patientId", c.expected_units::float8 AS expected,
        c.counted_units::float8 AS counted, c.counted_by AS "countedBy", i.opened_at AS "openedAt", i.reviewed_at AS "reviewedAt",
        i.finding, i.note_sealed AS "noteSealed"
      FROM supply_discrepancy i JOIN supply_count c ON c.id = i.count_id JOIN medication_dispense d ON d.id = i.dispense_id
      WHERE i.dispense_id = ANY(${dispenseIds}::uuid[]) ORDER BY i.opened_at DESC, i.id`;
  }

  /** Of this patient; null when there is none. */
  async findDiscrepancy(on: Reader, patientId: string, id: string): Promise<DiscrepancyRow | null> {
    const [row] = await on.sql<{ dispenseId: string }>`
      SELECT i.dispense_id AS "dispenseId" FROM supply_discrepancy i JOIN medication_dispense d ON d.id = i.dispense_id
      WHERE i.id = ${id} AND d.patient_id = ${patientId}`;
    if (!row) return null;
    return (await this.findDiscrepancies(on, [row.dispenseId])).find((one) => one.id === id)!;
  }

  /** @returns false when somebody has reviewed it before */
  async review(tx: Tx, { id, patientId }: Pick<DiscrepancyRow, 'id' | 'patientId'>, review: Review): Promise<boolean> {
    const sealed = await this.keys.seal(tx, patientId, review.note, place(id));
    const rows = await tx.sql`
      UPDATE supply_discrepancy SET reviewed_at = app_now(), reviewed_by = ${review.by}, finding = ${review.finding},
        agreed_units = ${review.units}::numeric, note_sealed = ${sealed}
      WHERE id = ${id} AND reviewed_at IS NULL RETURNING 1`;
    return rows.length === 1;
  }

  noteOf(db: Db, { id, noteSealed }: Pick<DiscrepancyRow, 'id' | 'noteSealed'>): Promise<string | null> {
    return this.keys.openIfKept(db, noteSealed, place(id));
  }
}
