import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';

/** A delivery. Units and milligrams as they stand on the label; day as `2026-11-29`, the last one. */
export type NewLot = Readonly<{
  supplier: string;
  medication: string;
  form: string;
  strengthMg: number;
  lot: string;
  beyondUseDate: string;
  units: number;
}>;
export type LotRow = Omit<NewLot, 'units'> & Readonly<{ id: string; onHandUnits: number; isRecalled: boolean }>;
type Moved = Readonly<{
  lotId: string;
  kind: 'received' | 'drawn' | 'put-back' | 'destroyed' | 'adjusted';
  units: number;
  by: string;
  witness: string | null;
  drawId?: string;
}>;

/** The clinic's own ledger: lines are only ever added, and the database keeps their sum from falling below zero. */
@Injectable()
export class StockRepository {
  /** @returns its id */
  async insert(tx: Tx, lot: NewLot, by: string): Promise<string> {
    const id = randomUUID();
    await tx.sql`
      INSERT INTO stock_lot (id, supplier, medication, form, strength_mg, lot, beyond_use_date, entered_by)
      VALUES (${id}, ${lot.supplier}, ${lot.medication}, ${lot.form}, ${lot.strengthMg}::numeric, ${lot.lot},
        ${lot.beyondUseDate}::date, ${by})`;
    await this.move(tx, { lotId: id, kind: 'received', units: lot.units, by, witness: null });
    return id;
  }

  async move(tx: Tx, { lotId, kind, units, by, witness, drawId }: Moved): Promise<void> {
    await tx.sql`
      INSERT INTO stock_movement (id, lot_id, kind, units, draw_id, witness, moved_by)
      VALUES (${randomUUID()}, ${lotId}, ${kind}, ${units}::numeric, ${drawId ?? null}::uuid, ${witness}, ${by})`;
  }

  /** What goes out of date first, first. */
  findAll(on: Reader): Promise<LotRow[]> {
    return on.sql<LotRow>`
      SELECT s.id, s.supplier, s.medication, s.form, s.strength_mg::float8 AS "strengthMg", s.lot,
        s.beyond_use_date::text AS "beyondUseDate", s.on_hand_units::float8 AS "onHandUnits",
        EXISTS (SELECT 1 FROM lot_recall r WHERE r.pharmacy = s.supplier AND r.lot = s.lot) AS "isRecalled"
      FROM stock_lot s ORDER BY s.beyond_use_date, s.entered_at, s.id`;
  }

  /** Locked until the transaction ends; null when there is none. */
  async lock(tx: Tx, id: string): Promise<LotRow | null> {
    const locked = await tx.sql`SELECT 1 FROM stock_lot WHERE id = ${id}::uuid FOR UPDATE`;
    return locked.length ? (await this.findAll(tx)).find((row) => row.id === id)! : null;
  }

  async today(on: Reader, zone: string): Promise<string> {
    const [row] = await on.sql<{ day: string }>`SELECT (app_now() AT TIME ZONE ${zone}::text)::date::text AS day`;
    return row!.day;
  }
}
