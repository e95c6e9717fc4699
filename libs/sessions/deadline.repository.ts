import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import type { ArmedDeadline } from '#session-engine';

/** Rows that fire unless somebody acts first; see `sweep.ts`. */
@Injectable()
export class DeadlineRepository {
  /** Arms deadlines; one that is there already, fired or not, stays as it is. */
  arm(tx: Tx, sessionId: string, deadlines: readonly ArmedDeadline[]): void {
    if (!deadlines.length) return;
    const rows = deadlines.map(({ dueAt, ...deadline }) => ({ ...deadline, dueAt: new Date(dueAt).toISOString() }));
    tx.later`
      INSERT INTO deadline (session_id, kind, ref, number, tier, due_at, delays_sec, levels, every_sec)
      SELECT ${sessionId}::uuid, kind, ref, number, tier, "dueAt", "delaysSec", levels, "everySec"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (
        kind deadline_kind, ref text, number int, tier smallint, "dueAt" timestamptz, "delaysSec" int[], levels smallint[], "everySec" int)
      ON CONFLICT (session_id, kind, ref, tier) DO NOTHING`;
  }

  void(tx: Tx, sessionId: string, refs: readonly string[]): void {
    if (!refs.length) return;
    tx.later`
      UPDATE deadline SET voided_at = app_now()
      WHERE session_id = ${sessionId} AND ref = ANY(${refs}::text[]) AND fired_at IS NULL AND voided_at IS NULL`;
  }

  voidAll(tx: Tx, sessionId: string): void {
    tx.later`
      UPDATE deadline SET voided_at = app_now() WHERE session_id = ${sessionId} AND fired_at IS NULL AND voided_at IS NULL`;
  }
}
