import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Reader, type Tx } from '#platform';

export type MovementKind = 'received' | 'taken' | 'returned' | 'destroyed' | 'adjusted';
/** `units`: positive came, negative left. `doseLineId`: of a dose that was taken, and of nothing else. */
export type NewMovement = Readonly<{ dispenseId: string; kind: MovementKind; units: number; by: string; doseLineId?: string }>;
export type Movement = Readonly<{
  id: string;
  dispenseId: string;
  kind: MovementKind;
  units: number;
  onHandAfter: number;
  witnessSealed: string | null;
  at: Date;
}>;
export type NewDose = Readonly<{ doseLineId: string; patientId: string; doseMg: number; takenAt: Date }>;
export type OpenDose = Readonly<{ doseLineId: string; doseMg: number; takenAt: Date }>;

const place = (rowId: string) => ({ table: 'supply_movement', column: 'witness_sealed', rowId });

/** The ledger of units: lines are only ever added, and the database keeps their sum from falling below zero. */
@Injectable()
export class LedgerRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, { dispenseId, kind, units, by, doseLineId = undefined }: NewMovement): Promise<void> {
    await tx.sql`
      INSERT INTO supply_movement (id, dispense_id, kind, units, dose_line_id, moved_by)
      VALUES (${randomUUID()}, ${dispenseId}, ${kind}, ${units}::numeric, ${doseLineId ?? null}::uuid, ${by})`;
  }

  /** Units that left before a witness. */
  async insertSeen(
    tx: Tx,
    { dispenseId, kind, units, by }: NewMovement,
    { patientId, witness }: Readonly<{ patientId: string; witness: string }>,
  ): Promise<void> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, patientId, witness, place(id));
    await tx.sql`
      INSERT INTO supply_movement (id, dispense_id, kind, units, witness_sealed, moved_by)
      VALUES (${id}, ${dispenseId}, ${kind}, ${units}::numeric, ${sealed}, ${by})`;
  }

  /** In the order in which they were written. */
  findOf(on: Reader, dispenseIds: readonly string[]): Promise<Movement[]> {
    return on.sql<Movement>`
      SELECT id, dispense_id AS "dispenseId", kind, units::float8 AS units, on_hand_after::float8 AS "onHandAfter",
        witness_sealed AS "witnessSealed", at
      FROM supply_movement WHERE dispense_id = ANY(${dispenseIds}::uuid[]) ORDER BY at, id`;
  }

  /** Null where nobody had to see it, and when its patient was erased. */
  witnessOf(db: Db, { id, witnessSealed }: Pick<Movement, 'id' | 'witnessSealed'>): Promise<string | null> {
    return this.keys.openIfKept(db, witnessSealed, place(id));
  }

  /** @returns false when it was written down before */
  async insertDose(tx: Tx, { doseLineId, patientId, doseMg, takenAt }: NewDose): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO supply_dose (dose_line_id, patient_id, dose_mg, taken_at)
      VALUES (${doseLineId}, ${patientId}, ${doseMg}::numeric, ${takenAt}) ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }

  /** Doses of which nobody has said yet from which medicine they came. */
  findOpenDoses(on: Reader, patientId: string): Promise<OpenDose[]> {
    return on.sql<OpenDose>`
      SELECT d.dose_line_id AS "doseLineId", d.dose_mg::float8 AS "doseMg", d.taken_at AS "takenAt" FROM supply_dose d
      WHERE d.patient_id = ${patientId} AND NOT EXISTS (SELECT 1 FROM supply_movement m WHERE m.dose_line_id = d.dose_line_id)
      ORDER BY d.taken_at`;
  }

  /** Locked, so that two people do not settle it at once. */
  async lockDose(tx: Tx, patientId: string, doseLineId: string): Promise<'open' | 'settled' | null> {
    const rows = await tx.sql`SELECT 1 FROM supply_dose WHERE dose_line_id = ${doseLineId} AND patient_id = ${patientId}`;
    if (!rows.length) return null;
    await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`supply-dose:${doseLineId}`}, 0))`;
    const settled = await tx.sql`SELECT 1 FROM supply_movement WHERE dose_line_id = ${doseLineId}`;
    return settled.length ? 'settled' : 'open';
  }
}
