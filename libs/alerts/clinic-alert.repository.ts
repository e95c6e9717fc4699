import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { ClinicAlert } from '#contracts';
import type { Db, Tx } from '#platform';

export type AlertKind = ClinicAlert['kind'];
export type NewClinicAlert = Readonly<{ kind: AlertKind; subjectId: string; level: number; patientId?: string }>;
export type ClinicAlertRow = Readonly<{
  id: string;
  kind: AlertKind;
  level: number;
  subjectId: string;
  patientId: string | null;
  raisedAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
}>;

@Injectable()
export class ClinicAlertRepository {
  /** One alert per kind and subject; a second cause for the same one changes nothing. */
  async insert(tx: Tx, { kind, subjectId, level, patientId }: NewClinicAlert): Promise<void> {
    await tx.sql`
      INSERT INTO clinic_alert (id, kind, level, subject_id, patient_id)
      VALUES (${randomUUID()}, ${kind}::clinic_alert_kind, ${level}, ${subjectId}, ${patientId ?? null})
      ON CONFLICT (kind, subject_id) DO NOTHING`;
  }

  /** Alerts about the given patients, and those about no patient; `all`: every one. Unacknowledged first, then the newest. */
  async findFor(db: Db, patientIds: readonly string[] | 'all'): Promise<ClinicAlertRow[]> {
    const where = patientIds === 'all' ? {} : { OR: [{ patientId: null }, { patientId: { in: [...patientIds] } }] };
    const rows = await db.clinicAlert.findMany({
      where,
      orderBy: [{ acknowledgedAt: { sort: 'asc', nulls: 'first' } }, { raisedAt: 'desc' }],
      take: 100,
      select: {
        id: true,
        kind: true,
        level: true,
        subjectId: true,
        patientId: true,
        raisedAt: true,
        acknowledgedAt: true,
        acknowledgedBy: true,
      },
    });
    return rows.map((row) => ({ ...row, kind: row.kind.replaceAll('_', '-') as AlertKind }));
  }

  /** The first person to take an alert on stays the one. */
  async acknowledge(tx: Tx, id: string, personId: string): Promise<void> {
    await tx.sql`
      UPDATE clinic_alert SET acknowledged_at = app_now(), acknowledged_by = ${personId}
      WHERE id = ${id} AND acknowledged_at IS NULL`;
  }
}
