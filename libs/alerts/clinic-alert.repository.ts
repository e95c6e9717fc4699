import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { ClinicAlert } from '#contracts';
import type { Db, PageCursor, Tx } from '#platform';

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

export type Whose = readonly string[] | 'all';
/** Where a page begins: after an alert that was taken on by then, or was not. */
export type AlertPlace = PageCursor & Readonly<{ isTaken: boolean }>;
export type AlertPage = Readonly<{ after?: AlertPlace | undefined; limit: number }>;

const COLUMNS = {
  ...{ id: true, kind: true, level: true, subjectId: true, patientId: true, aboutAt: true, raisedAt: true },
  ...{ acknowledgedAt: true, acknowledgedBy: true },
} as const;
/** A second filter beside the place in a page, which is one by alternatives, too. */
const ofCaller = (whose: Whose) =>
  whose === 'all' ? {} : { AND: { OR: [{ patientId: null }, { patientId: { in: [...whose] } }] } };
type Column = 'raisedAt' | 'acknowledgedAt';
const beforeIn = (column: Column, place: PageCursor | undefined) =>
  place ? { OR: [{ [column]: { lt: place.at } }, { [column]: place.at, id: { lt: place.id } }] } : {};

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
   * Alerts about the given patients, and those about no patient; `all`: every one. Those that nobody has taken on come first, the newest
   * first; then the others, the last taken on first. One more than the page holds, where there is one.
   */
  async findPage(db: Db, whose: Whose, { after, limit }: AlertPage): Promise<ClinicAlertRow[]> {
    const where = { ...ofCaller(whose), closedAt: null };
    const isOpen = { ...where, acknowledgedAt: null, ...beforeIn('raisedAt', after) };
    const open = after?.isTaken ? [] : await this.find(db, isOpen, 'raisedAt', limit + 1);
    if (open.length > limit) return open;
    const from = beforeIn('acknowledgedAt', after?.isTaken ? after : undefined);
    const taken = await this.find(
      db,
      { ...where, NOT: { acknowledgedAt: null }, ...from },
      'acknowledgedAt',
      limit + 1 - open.length,
    );
    return [...open, ...taken];
  }

  /** One of them, also when it has closed by itself: whoever takes it on at that moment still may. */
  async findOne(db: Db, whose: Whose, id: string): Promise<ClinicAlertRow | undefined> {
    return (await this.find(db, { ...ofCaller(whose), id }, 'raisedAt', 1))[0];
  }

  private async find(db: Db, where: object, by: Column, take: number): Promise<ClinicAlertRow[]> {
    const rows = await db.clinicAlert.findMany({ where, orderBy: [{ [by]: 'desc' }, { id: 'desc' }], take, select: COLUMNS });
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
