import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { LateChange } from '#contracts';
import { Database, type Reader, type Tx } from '#platform';
import type { ChangeReason, Cost } from './domain/change-terms.js';

export type Change = Readonly<{
  appointmentId: string;
  kind: LateChange['kind'];
  reason: ChangeReason;
  by: string;
  fromAt: Date;
  toAt: Date | null;
  cost: Cost;
}>;
export type LateRow = Readonly<{
  id: string;
  patientId: string;
  kind: LateChange['kind'];
  fromAt: Date;
  toAt: Date | null;
  changedAt: Date;
  feeCents: number;
  feeState: LateChange['feeState'];
  decidedBy: string | null;
  decidedFor: string | null;
}>;
const LAST = 100;

/** What was changed of appointments that people had agreed to. */
@Injectable()
export class ChangeRepository {
  constructor(private readonly database: Database) {}

  insert(tx: Tx, { appointmentId, kind, reason, by, fromAt, toAt, cost }: Change): void {
    tx.later`
      INSERT INTO appointment_change (id, appointment_id, kind, reason, changed_by, from_at, to_at, is_late, fee_cents, fee_state)
      VALUES (${randomUUID()}, ${appointmentId}, ${kind}::appointment_change_kind, ${reason}, ${by}, ${fromAt}, ${toAt},
              ${cost.isLate}, ${cost.feeCents}, ${cost.feeState}::late_fee_state)`;
  }

  /** Those that a person decides: the open ones first, oldest first; then the last that were decided. */
  async findLate(): Promise<LateRow[]> {
    return this.database.sql<LateRow>`
      SELECT c.id, a.patient_id AS "patientId", c.kind, c.from_at AS "fromAt", c.to_at AS "toAt", c.changed_at AS "changedAt",
        c.fee_cents AS "feeCents", c.fee_state AS "feeState", c.decided_by AS "decidedBy", c.decided_for AS "decidedFor"
      FROM appointment_change c JOIN appointment a ON a.id = c.appointment_id
      WHERE c.fee_state = 'pending' OR c.id IN (
        SELECT id FROM appointment_change WHERE fee_state IN ('waived', 'charged') ORDER BY decided_at DESC LIMIT ${LAST})
      ORDER BY c.fee_state = 'pending' DESC, CASE WHEN c.fee_state = 'pending' THEN c.changed_at END, c.decided_at DESC`;
  }

  /** @returns whose it is, unless it was decided before */
  async decide(tx: Tx, id: string, decision: 'waived' | 'charged', by: string, reason: string): Promise<string | null> {
    const [row] = await tx.sql<{ patientId: string }>`
      UPDATE appointment_change c SET fee_state = ${decision}::late_fee_state, decided_by = ${by}, decided_at = app_now(), decided_for = ${reason}
      FROM appointment a WHERE c.id = ${id} AND c.fee_state = 'pending' AND a.id = c.appointment_id RETURNING a.patient_id AS "patientId"`;
    return row?.patientId ?? null;
  }

  /** Whether there is such a change at all. */
  async exists(on: Reader, id: string): Promise<boolean> {
    return (await on.sql`SELECT 1 FROM appointment_change WHERE id = ${id} AND fee_state <> 'none'`).length === 1;
  }
}
