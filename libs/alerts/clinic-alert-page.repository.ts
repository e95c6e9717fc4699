import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';

@Injectable()
export class ClinicAlertPageRepository {
  /** @returns those who were not called by this tier before */
  async insert(tx: Tx, alertId: string, tier: number, personIds: readonly string[]): Promise<string[]> {
    const rows = personIds.map((personId) => ({ id: randomUUID(), person_id: personId }));
    const written = await tx.sql<{ person_id: string }>`
      INSERT INTO clinic_alert_page (id, alert_id, tier, person_id)
      SELECT id, ${alertId}::uuid, ${tier}::smallint, person_id
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (id uuid, person_id uuid)
      ON CONFLICT DO NOTHING RETURNING person_id`;
    return written.map((row) => row.person_id);
  }
}
