import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { ClinicAlert } from '#contracts';
import type { Db, Tx } from '#platform';

export type AlertKind = ClinicAlert['kind'];
export type NewClinicAlert = Readonly<{ kind: AlertKind; subjectId: string; level: number; patientId?: string }>;
/** An alert as far as its ladder asks. */
export type Climbing = Readonly<{ level: number; patientId: string | null; ladder: string | null; isOver: boolean }>;
export type ClinicAlertRow = Readonly<{
  id: string;
  kind: AlertKind;
  level: number;
  subjectId: string;
  patientId: string | null;
  aboutAt: Date | null;
  raisedAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
}>;

@Injectable()
export class ClinicAlertRepository {
  /**
   * One alert per kind and subject; a second cause for the same one changes nothing.
   *
   * @param ladder that it climbs; null: it waits on the list
   * @returns its id; null when there was one before
   */
  async insert(
    tx: Tx,
    { kind, subjectId, level, patientId }: NewClinicAlert,
    ladder: string | null = null,
  ): Promise<string | null> {
    const [row] = await tx.sql<{ id: string }>`
      INSERT INTO clinic_alert (id, kind, level, subject_id, patient_id, ladder)
      VALUES (${randomUUID()}, ${kind}::clinic_alert_kind, ${level}, ${subjectId}, ${patientId ?? null}, ${ladder}::text)
      ON CONFLICT (kind, subject_id) DO NOTHING RETURNING id`;
    return row?.id ?? null;
  }

  /** Keeps the alert as it is until the transaction ends. */
  async findClimbing(tx: Tx, id: string): Promise<Climbing | null> {
    const [row] = await tx.sql<Climbing>`
      SELECT level, patient_id AS "patientId", ladder, (acknowledged_at IS NOT NULL OR closed_at IS NOT NULL) AS "isOver"
      FROM clinic_alert WHERE id = ${id} FOR UPDATE`;
    return row ?? null;
  }

  async climb(tx: Tx, id: string, tier: number, level: number): Promise<void> {
    await tx.sql`UPDATE clinic_alert SET tier = greatest(tier, ${tier}::smallint), level = greatest(level, ${level}::smallint) WHERE id = ${id}`;
  }

  /** Ends what is open about a subject, because what it told of is dealt with. @returns the ids of alerts that were open */
  async close(tx: Tx, kind: AlertKind, subjectId: string): Promise<string[]> {
    const rows = await tx.sql<{ id: string }>`
      UPDATE clinic_alert SET closed_at = app_now()
      WHERE kind = ${kind}::clinic_alert_kind AND subject_id = ${subjectId} AND closed_at IS NULL RETURNING id`;
    return rows.map(({ id }) => id);
  }

  /**
   * Alerts about the given patients, and those about no patient; `all`: every one. Unacknowledged first, then the newest.
   *
   * @param id only this one
   */
  async findFor(db: Db, patientIds: readonly string[] | 'all', id?: string): Promise<ClinicAlertRow[]> {
    const ofCaller = patientIds === 'all' ? {} : { OR: [{ patientId: null }, { patientId: { in: [...patientIds] } }] };
    // what has closed by itself asks for nothing any more; whoever takes it on at that moment still may
    const where = { ...ofCaller, ...(id === undefined ? { closedAt: null } : { id }) };
    const rows = await db.clinicAlert.findMany({
      where,
      orderBy: [{ acknowledgedAt: { sort: 'desc', nulls: 'first' } }, { raisedAt: 'desc' }],
      take: 100,
      select: {
        id: true,
        kind: true,
        level: true,
        subjectId: true,
        patientId: true,
        aboutAt: true,
        raisedAt: true,
        acknowledgedAt: true,
        acknowledgedBy: true,
      },
    });
    return rows.map((row) => ({ ...row, kind: row.kind.replaceAll('_', '-') as AlertKind }));
  }

  /** @returns false when somebody has taken it on before */
  async acknowledge(tx: Tx, id: string, personId: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE clinic_alert SET acknowledged_at = app_now(), acknowledged_by = ${personId}
      WHERE id = ${id} AND acknowledged_at IS NULL RETURNING 1`;
    return rows.length === 1;
  }
}
