import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Reader, type Tx, violatedConstraint } from '#platform';
import { supplyProblems } from './problems.js';

/** Units for one dose of one patient; `witness`: the name of a second member of the staff. */
export type NewDraw = Readonly<{
  lotId: string;
  patientId: string;
  doseLineId: string;
  units: number;
  witness: string;
  by: string;
}>;
export type DrawEnd = 'given' | 'put-back' | 'destroyed';
export type DrawRow = Omit<NewDraw, 'by'> &
  Readonly<{
    id: string;
    medication: string;
    form: string;
    strengthMg: number;
    lot: string;
    beyondUseDate: string;
    isRecalled: boolean;
    drawnAt: Date;
    endedAs: DrawEnd | null;
  }>;

/** What was taken out of the clinic's stock for doses. */
@Injectable()
export class DrawRepository {
  /** @returns its id. @throws `supply.drawn` when the dose has a draw that is open or was given */
  async insert(tx: Tx, { lotId, patientId, doseLineId, units, witness, by }: NewDraw): Promise<string> {
    const id = randomUUID();
    try {
      await tx.sql`
        INSERT INTO stock_draw (id, lot_id, patient_id, dose_line_id, units, witness, drawn_by)
        VALUES (${id}, ${lotId}, ${patientId}, ${doseLineId}, ${units}::numeric, ${witness}, ${by})`;
    } catch (error) {
      throw violatedConstraint(error) === 'stock_draw_one_of_a_dose' ? supplyProblems.drawn({}, { cause: error }) : error;
    }
    return id;
  }

  /** The last draw of a dose, however it ended; null when there was none. */
  async findLast(on: Reader, doseLineId: string): Promise<DrawRow | null> {
    const [row] = await on.sql<DrawRow>`
      SELECT d.id, d.lot_id AS "lotId", d.patient_id AS "patientId", d.dose_line_id AS "doseLineId", d.units::float8 AS units, d.witness,
        d.drawn_at AS "drawnAt", d.ended_as AS "endedAs", s.medication, s.form, s.strength_mg::float8 AS "strengthMg", s.lot,
        s.beyond_use_date::text AS "beyondUseDate",
        EXISTS (SELECT 1 FROM lot_recall r WHERE r.pharmacy = s.supplier AND r.lot = s.lot) AS "isRecalled"
      FROM stock_draw d JOIN stock_lot s ON s.id = d.lot_id WHERE d.dose_line_id = ${doseLineId}::uuid
      ORDER BY d.drawn_at DESC, d.id DESC LIMIT 1`;
    return row ?? null;
  }

  /** Ends the open draw of a dose. @returns it as it was, null when none is open */
  async end(
    tx: Tx,
    doseLineId: string,
    { how, by, witness }: Readonly<{ how: DrawEnd; by: string; witness: string | null }>,
  ): Promise<DrawRow | null> {
    const rows = await tx.sql`
      UPDATE stock_draw SET ended_as = ${how}, ended_by = ${by}::uuid, ended_at = app_now(), ended_witness = ${witness}
      WHERE dose_line_id = ${doseLineId}::uuid AND ended_as IS NULL RETURNING 1`;
    return rows.length ? this.findLast(tx, doseLineId) : null;
  }
}
