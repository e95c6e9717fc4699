import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Reader, type Tx } from '#platform';
import type { DispenseState } from './domain/lifecycle.js';

/** Units and milligrams as they stand on the label; `doseUnits`: what the prescriber stated for one dose. */
export type NewDispense = Readonly<{
  patientId: string;
  prescriptionNumber: string;
  pharmacy: string;
  medication: string;
  form: string;
  strengthMg: number;
  doseUnits: number | null;
  orderedUnits: number;
}>;
/** What stands on the box. Day as `2026-11-29`, the last one. */
export type Filled = Readonly<{ lot: string; beyondUseDate: string; units: number }>;
export type DispenseRow = Omit<NewDispense, 'prescriptionNumber'> &
  Readonly<{
    id: string;
    prescriptionSealed: string;
    orderedAt: Date;
    lot: string | null;
    beyondUseDate: string | null;
    filledUnits: number | null;
    state: DispenseState;
    onHandUnits: number;
    isRecalled: boolean;
  }>;

const place = (rowId: string) => ({ table: 'medication_dispense', column: 'prescription_sealed', rowId });

/** What pharmacies have dispensed to patients. */
@Injectable()
export class DispenseRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, dispense: NewDispense, by: string): Promise<string> {
    const { patientId, pharmacy, medication, form, strengthMg, doseUnits, orderedUnits } = dispense;
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, patientId, dispense.prescriptionNumber, place(id));
    await tx.sql`
      INSERT INTO medication_dispense
        (id, patient_id, prescription_sealed, pharmacy, medication, form, strength_mg, dose_units, ordered_units, moved_by)
      VALUES (${id}, ${patientId}, ${sealed}, ${pharmacy}, ${medication}, ${form}, ${strengthMg}::numeric, ${doseUnits}::numeric,
        ${orderedUnits}::numeric, ${by})`;
    return id;
  }

  /** Of these patients, the newest order first. */
  findOf(on: Reader, patientIds: readonly string[]): Promise<DispenseRow[]> {
    return on.sql<DispenseRow>`
      SELECT d.id, d.patient_id AS "patientId", d.prescription_sealed AS "prescriptionSealed", d.pharmacy, d.medication, d.form,
        d.strength_mg::float8 AS "strengthMg", d.dose_units::float8 AS "doseUnits", d.ordered_units::float8 AS "orderedUnits",
        d.ordered_at AS "orderedAt", d.lot, d.beyond_use_date::text AS "beyondUseDate", d.filled_units::float8 AS "filledUnits", d.state,
        d.on_hand_units::float8 AS "onHandUnits",
        EXISTS (SELECT 1 FROM lot_recall r WHERE r.pharmacy = d.pharmacy AND r.lot = d.lot) AS "isRecalled"
      FROM medication_dispense d WHERE d.patient_id = ANY(${patientIds}::uuid[]) ORDER BY d.ordered_at DESC, d.id`;
  }

  /** One of a patient's, locked until the transaction ends; null when there is none. */
  async lock(tx: Tx, patientId: string, id: string): Promise<DispenseRow | null> {
    const locked = await tx.sql`SELECT 1 FROM medication_dispense WHERE id = ${id} AND patient_id = ${patientId} FOR UPDATE`;
    if (!locked.length) return null;
    return (await this.findOf(tx, [patientId])).find((row) => row.id === id)!;
  }

  /** All of a patient's, locked: what is on hand stays so until the transaction ends. */
  async lockOf(tx: Tx, patientId: string): Promise<DispenseRow[]> {
    await tx.sql`SELECT 1 FROM medication_dispense WHERE patient_id = ${patientId} ORDER BY id FOR UPDATE`;
    return this.findOf(tx, [patientId]);
  }

  async move(tx: Tx, id: string, to: DispenseState, by: string): Promise<void> {
    await tx.sql`UPDATE medication_dispense SET state = ${to}, moved_by = ${by} WHERE id = ${id}`;
  }

  async fill(tx: Tx, id: string, { lot, beyondUseDate, units }: Filled, by: string): Promise<void> {
    await tx.sql`
      UPDATE medication_dispense SET state = 'filled', lot = ${lot}, beyond_use_date = ${beyondUseDate}::date,
        filled_units = ${units}::numeric, moved_by = ${by} WHERE id = ${id}`;
  }

  async isRecalled(on: Reader, { pharmacy, lot }: Readonly<{ pharmacy: string; lot: string }>): Promise<boolean> {
    return (await on.sql`SELECT 1 FROM lot_recall WHERE pharmacy = ${pharmacy} AND lot = ${lot}`).length > 0;
  }

  /** Null when its patient was erased. */
  prescriptionOf(db: Db, { id, prescriptionSealed }: Pick<DispenseRow, 'id' | 'prescriptionSealed'>): Promise<string | null> {
    return this.keys.openIfKept(db, prescriptionSealed, place(id));
  }

  async today(on: Reader, zone: string): Promise<string> {
    const [row] = await on.sql<{ day: string }>`SELECT (app_now() AT TIME ZONE ${zone}::text)::date::text AS day`;
    return row!.day;
  }
}
