import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';

export type NewPages = Readonly<{ sessionId: string; alertRef: string; tier: number; personIds: readonly string[] }>;

@Injectable()
export class PageRepository {
  /** @returns those who were not called by this tier before */
  async insert(tx: Tx, { sessionId, alertRef, tier, personIds }: NewPages): Promise<string[]> {
    const rows = personIds.map((personId) => ({ id: randomUUID(), person_id: personId }));
    const written = await tx.sql<{ person_id: string }>`
      INSERT INTO page (id, session_id, alert_ref, tier, person_id)
      SELECT id, ${sessionId}::uuid, ${alertRef}, ${tier}::smallint, person_id
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (id uuid, person_id uuid)
      ON CONFLICT DO NOTHING RETURNING person_id`;
    return written.map((row) => row.person_id);
  }
}
