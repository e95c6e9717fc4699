import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { ChartEntryKind, CodeSystem } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';

export type ChartEntryRow = Readonly<{
  id: string;
  kind: ChartEntryKind;
  wordsSealed: string;
  codeSystem: CodeSystem | null;
  code: string | null;
  criticality: 'low' | 'high' | null;
  recordedBy: string;
  recordedAt: Date;
  endedAs: 'over' | 'entered-in-error' | null;
  endedAt: Date | null;
}>;
export type EntryWords = Readonly<{ text: string; detail: string | null }>;
export type NewEntry = EntryWords &
  Pick<ChartEntryRow, 'kind' | 'codeSystem' | 'code' | 'criticality' | 'recordedBy'> &
  Readonly<{ patientId: string }>;
export type ReviewRow = Readonly<{ reviewedBy: string; reviewedAt: Date }>;

const place = (rowId: string) => ({ table: 'chart_entry', column: 'words_sealed', rowId });

/** Problems, allergies and medicines, and when the medicines were gone through. */
@Injectable()
export class ChartEntryRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** Those that hold first, then the newest first. */
  findAll(db: Db, patientId: string): Promise<ChartEntryRow[]> {
    return db.sql<ChartEntryRow>`
      SELECT id, kind, words_sealed AS "wordsSealed", code_system AS "codeSystem", code, criticality, recorded_by AS "recordedBy",
        recorded_at AS "recordedAt", ended_as AS "endedAs", ended_at AS "endedAt"
      FROM chart_entry WHERE patient_id = ${patientId} ORDER BY ended_at DESC NULLS FIRST, recorded_at DESC, id LIMIT 1000`;
  }

  /** @returns null for what was erased */
  async wordsOf(db: Db, { id, wordsSealed }: Pick<ChartEntryRow, 'id' | 'wordsSealed'>): Promise<EntryWords | null> {
    const text = await this.keys.openIfKept(db, wordsSealed, place(id));
    return text === null ? null : (JSON.parse(text) as EntryWords);
  }

  /** @returns its id */
  async insert(tx: Tx, { text, detail, patientId, ...entry }: NewEntry): Promise<string> {
    const id = randomUUID();
    const wordsSealed = await this.keys.seal(tx, patientId, JSON.stringify({ text, detail }), place(id));
    await tx.chartEntry.create({ data: { id, patientId, wordsSealed, ...entry }, select: { id: true } });
    return id;
  }

  /** What was over may still turn out to be an error. @returns whether there was such an entry */
  async end(
    tx: Tx,
    of: Readonly<{ id: string; patientId: string; as: 'over' | 'entered-in-error'; by: string }>,
  ): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE chart_entry SET ended_as = ${of.as}, ended_by = ${of.by}::uuid, ended_at = app_now()
      WHERE id = ${of.id} AND patient_id = ${of.patientId}
        AND (ended_as IS NULL OR (ended_as = 'over' AND ${of.as}::text = 'entered-in-error')) RETURNING 1`;
    return rows.length === 1;
  }

  async insertReview(tx: Tx, patientId: string, reviewedBy: string): Promise<void> {
    await tx.sql`INSERT INTO medicine_review (id, patient_id, reviewed_by) VALUES (${randomUUID()}, ${patientId}, ${reviewedBy})`;
  }

  findReview(db: Db, patientId: string): Promise<ReviewRow | null> {
    const select = { reviewedBy: true, reviewedAt: true };
    return db.medicineReview.findFirst({ where: { patientId }, orderBy: [{ reviewedAt: 'desc' }, { id: 'asc' }], select });
  }
}
