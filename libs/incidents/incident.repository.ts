import { Injectable } from '@nestjs/common';

import type { IncidentKind, ReportedKind } from '#contracts';
import type { Db, PageCursor, Tx } from '#platform';

export type IncidentRow = Readonly<{
  id: string;
  kind: IncidentKind;
  patientId: string;
  sessionId: string | null;
  openedAt: Date;
  openedBy: string | null;
  reviewedAt: Date | null;
  reviewedBy: string | null;
}>;
export type Whose = readonly string[] | 'all';
export type IncidentPage = Readonly<{ before?: PageCursor | undefined; limit: number }>;

const COLUMNS = {
  ...{ id: true, kind: true, patientId: true, sessionId: true, openedAt: true },
  ...{ openedBy: true, reviewedAt: true, reviewedBy: true },
} as const;

@Injectable()
export class IncidentRepository {
  async insert(tx: Tx, incident: Readonly<{ patientId: string; kind: ReportedKind; openedBy: string }>): Promise<string> {
    const { id } = await tx.incident.create({ data: incident, select: { id: true } });
    return id;
  }

  async findById(db: Db, id: string): Promise<IncidentRow | null> {
    const row = await db.incident.findUnique({ where: { id }, select: COLUMNS });
    return row && ofRow(row);
  }

  /** Keeps it as it is until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<void> {
    await tx.sql`SELECT 1 FROM incident WHERE id = ${id} FOR UPDATE`;
  }

  /** The last first; one more than the page holds where there is one. */
  async findPage(db: Db, whose: Whose, page: IncidentPage): Promise<IncidentRow[]> {
    const { before } = page;
    const isBefore = before && { OR: [{ openedAt: { lt: before.at } }, { openedAt: before.at, id: { lt: before.id } }] };
    const where = { ...(whose === 'all' ? {} : { patientId: { in: [...whose] } }), ...isBefore };
    const orderBy = [{ openedAt: 'desc' as const }, { id: 'desc' as const }];
    return (await db.incident.findMany({ where, orderBy, take: page.limit + 1, select: COLUMNS })).map(ofRow);
  }

  /** Those that nobody has reviewed, the first opened first. */
  async findUnreviewed(db: Db): Promise<IncidentRow[]> {
    const rows = await db.incident.findMany({ where: { reviewedAt: null }, orderBy: { openedAt: 'asc' }, select: COLUMNS });
    return rows.map(ofRow);
  }

  /** @returns false when somebody has reviewed it before */
  async review(tx: Tx, id: string, by: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE incident SET reviewed_at = app_now(), reviewed_by = ${by} WHERE id = ${id} AND reviewed_at IS NULL RETURNING 1`;
    return rows.length === 1;
  }
}

const ofRow = (row: Omit<IncidentRow, 'kind'> & { kind: string }): IncidentRow => ({ ...row, kind: row.kind as IncidentKind });
