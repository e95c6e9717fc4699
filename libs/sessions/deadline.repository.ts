import { Injectable } from '@nestjs/common';

import { Gathered, type Tx } from '#platform';
import type { ArmedDeadline } from '#session-engine';

/** Rows that fire unless somebody acts first; see `sweep.ts`. */
@Injectable()
export class DeadlineRepository {
  private readonly arms = Gathered.writes(armAll);
  private readonly voids = Gathered.writes(voidSome);

  /** Arms deadlines; one that is there already, fired or not, stays as it is. */
  async arm(tx: Tx, sessionId: string, deadlines: readonly ArmedDeadline[]): Promise<void> {
    if (deadlines.length) await this.arms.ask(tx, { sessionId, deadlines });
  }

  async void(tx: Tx, sessionId: string, refs: readonly string[]): Promise<void> {
    if (refs.length) await this.voids.ask(tx, { sessionId, refs });
  }

  voidAll(tx: Tx, sessionId: string): void {
    tx.later`
      UPDATE deadline SET voided_at = app_now() WHERE session_id = ${sessionId} AND fired_at IS NULL AND voided_at IS NULL`;
  }
}

function armAll(tx: Tx, asked: readonly Readonly<{ sessionId: string; deadlines: readonly ArmedDeadline[] }>[]): void {
  const rows = asked.flatMap(({ sessionId, deadlines }) =>
    deadlines.map(({ dueAt, ...deadline }) => ({ ...deadline, sessionId, dueAt: new Date(dueAt).toISOString() })),
  );
  tx.later`
    INSERT INTO deadline (session_id, kind, ref, number, tier, due_at, delays_sec, levels, every_sec)
    SELECT "sessionId", kind, ref, number, tier, "dueAt", "delaysSec", levels, "everySec"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (
      "sessionId" uuid, kind deadline_kind, ref text, number int, tier smallint, "dueAt" timestamptz, "delaysSec" int[], levels smallint[],
      "everySec" int)
    ON CONFLICT (session_id, kind, ref, tier) DO NOTHING`;
}

function voidSome(tx: Tx, asked: readonly Readonly<{ sessionId: string; refs: readonly string[] }>[]): void {
  const [sessionIds, refs] = [
    asked.flatMap(({ sessionId, refs: of }) => of.map(() => sessionId)),
    asked.flatMap((one) => one.refs),
  ];
  tx.later`
    UPDATE deadline d SET voided_at = app_now()
    FROM unnest(${sessionIds}::uuid[], ${refs}::text[]) AS settled (session_id, ref)
    WHERE d.session_id = settled.session_id AND d.ref = settled.ref AND d.fired_at IS NULL AND d.voided_at IS NULL`;
}
