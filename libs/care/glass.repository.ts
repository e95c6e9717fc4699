import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { GlassOutcome, GlassReason } from '#contracts';
import { Database, type Db, type PageCursor, PersonKeys, type Tx } from '#platform';

export type Glass = Readonly<{
  id: string;
  patientId: string;
  personId: string;
  reason: GlassReason;
  openedAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  escalatedAt: Date | null;
  reviewedAt: Date | null;
  reviewedBy: string | null;
  outcome: GlassOutcome | null;
}>;
export type NewGlass = Pick<Glass, 'patientId' | 'personId' | 'reason'> & Readonly<{ text: string }>;

/** How long a record stays open in an emergency. The database allows no more. Source: docs/security.md. */
const OPEN_MIN = 60;
/** A page of them: what comes before an instant, and one more by which a next page shows. */
export type GlassPage = Readonly<{ before?: PageCursor | undefined; limit: number }>;

const COLUMNS = {
  id: true,
  patientId: true,
  personId: true,
  reason: true,
  openedAt: true,
  expiresAt: true,
  endedAt: true,
  escalatedAt: true,
  reviewedAt: true,
  reviewedBy: true,
  outcome: true,
} as const;
const WRITTEN = { ...COLUMNS, textSealed: true } as const;
type Plain = Omit<Glass, 'reason' | 'outcome'> & Readonly<{ reason: string; outcome: string | null }>;
type WrittenRow = Plain & Readonly<{ textSealed: string }>;
export type WrittenGlass = Glass & Readonly<{ text: string }>;
const toGlass = <Row extends { reason: string; outcome: string | null }>(row: Row) => ({
  ...row,
  reason: row.reason as GlassReason,
  outcome: row.outcome as GlassOutcome | null,
});
const place = (rowId: string) => ({ table: 'break_glass_grant', column: 'text_sealed', rowId });

/** Records that were opened in an emergency. What their openers wrote is sealed under the patient's key. */
@Injectable()
export class GlassRepository {
  constructor(
    private readonly database: Database,
    private readonly keys: PersonKeys,
  ) {}

  /** Until the transaction ends the person opens this record nowhere else: of two who ask at once the second finds it open. */
  async hold(tx: Tx, personId: string, patientId: string): Promise<void> {
    await tx.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`break-glass|${personId}|${patientId}`}, 0))`;
  }

  async insert(tx: Tx, { patientId, personId, reason, text }: NewGlass): Promise<string> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, patientId, text, place(id));
    await tx.sql`
      INSERT INTO break_glass_grant (id, patient_id, person_id, reason, text_sealed, expires_at)
      VALUES (${id}, ${patientId}, ${personId}, ${reason}, ${sealed},
              app_now() + ${OPEN_MIN}::int * interval '1 minute')`;
    return id;
  }

  async findById(db: Db, id: string): Promise<Glass | null> {
    const row = await db.breakGlassGrant.findUnique({ where: { id }, select: COLUMNS });
    return row && toGlass(row);
  }

  /** What is open to a person at an instant. */
  async findOpen(db: Db, personId: string, now: Date): Promise<Glass[]> {
    const where = { personId, endedAt: null, expiresAt: { gt: now } };
    return (await db.breakGlassGrant.findMany({ where, select: COLUMNS, orderBy: { openedAt: 'asc' } })).map(toGlass);
  }

  /** All that is to be reviewed, the oldest first; each with what its opener wrote. */
  async findWaiting(): Promise<WrittenGlass[]> {
    const found = this.database.read.breakGlassGrant.findMany({
      ...{ where: { reviewedAt: null }, select: WRITTEN, orderBy: { openedAt: 'asc' } },
    });
    return this.opened(await found);
  }

  async findWritten(id: string): Promise<WrittenGlass[]> {
    return this.opened(await this.database.read.breakGlassGrant.findMany({ where: { id }, select: WRITTEN }));
  }

  /** What was reviewed, the last first. */
  async findReviewed({ before, limit }: GlassPage): Promise<WrittenGlass[]> {
    const isBefore = before && { OR: [{ reviewedAt: { lt: before.at } }, { reviewedAt: before.at, id: { lt: before.id } }] };
    const found = this.database.read.breakGlassGrant.findMany({
      ...{ where: { reviewedAt: { not: null }, ...(isBefore && { AND: isBefore }) }, select: WRITTEN },
      ...{ orderBy: [{ reviewedAt: 'desc' }, { id: 'desc' }], take: limit + 1 },
    });
    return this.opened(await found);
  }

  private opened(rows: readonly WrittenRow[]): Promise<WrittenGlass[]> {
    return Promise.all(
      rows.map(async ({ textSealed, ...row }) => ({
        ...toGlass(row),
        text: (await this.keys.openIfKept(this.database.read, textSealed, place(row.id))) ?? '',
      })),
    );
  }

  /** The last first. */
  async findOfPatient(patientId: string, { before, limit }: GlassPage): Promise<Glass[]> {
    const isBefore = before && { OR: [{ openedAt: { lt: before.at } }, { openedAt: before.at, id: { lt: before.id } }] };
    const rows = await this.database.read.breakGlassGrant.findMany({
      ...{ where: { patientId, ...(isBefore && { AND: isBefore }) }, select: COLUMNS },
      ...{ orderBy: [{ openedAt: 'desc' }, { id: 'desc' }], take: limit + 1 },
    });
    return rows.map(toGlass);
  }

  /** @returns whether it was this person's and open */
  async end(tx: Tx, id: string, personId: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE break_glass_grant SET ended_at = app_now()
      WHERE id = ${id} AND person_id = ${personId} AND ended_at IS NULL AND expires_at > app_now() RETURNING 1`;
    return rows.length === 1;
  }

  /** @returns false when somebody has reviewed it before */
  async review(tx: Tx, id: string, reviewedBy: string, outcome: GlassOutcome): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE break_glass_grant SET reviewed_at = app_now(), reviewed_by = ${reviewedBy}, outcome = ${outcome}
      WHERE id = ${id} AND reviewed_at IS NULL RETURNING 1`;
    return rows.length === 1;
  }

  /** @returns whose record it is; null when it was reviewed in time, or went up before */
  async escalate(tx: Tx, id: string): Promise<string | null> {
    const [row] = await tx.sql<{ patient_id: string }>`
      UPDATE break_glass_grant SET escalated_at = app_now()
      WHERE id = ${id} AND reviewed_at IS NULL AND escalated_at IS NULL RETURNING patient_id`;
    return row?.patient_id ?? null;
  }
}
