import { Injectable } from '@nestjs/common';

import type { Db, Tx } from '#platform';

/** Who has seen an alert without being able to act on it. */
@Injectable()
export class ClinicAlertSightRepository {
  /** @returns false when they had said so before */
  async insert(tx: Tx, alertId: string, personId: string): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO clinic_alert_sight (alert_id, person_id) VALUES (${alertId}, ${personId}) ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }

  async findOf(db: Db, alertId: string): Promise<ReadonlySet<string>> {
    const rows = await db.clinicAlertSight.findMany({ where: { alertId }, select: { personId: true } });
    return new Set(rows.map(({ personId }) => personId));
  }

  /** Of these alerts those that somebody has seen. */
  async findSeen(db: Db, alertIds: readonly string[], personId: string): Promise<ReadonlySet<string>> {
    const rows = await db.clinicAlertSight.findMany({
      where: { alertId: { in: [...alertIds] }, personId },
      select: { alertId: true },
    });
    return new Set(rows.map(({ alertId }) => alertId));
  }
}
