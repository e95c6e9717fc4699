import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { SIGNAL_OUTCOMES } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';
import type { RuleId, Signal } from './domain/alert-rules.js';

export type SignalRow = Readonly<{
  id: string;
  patientId: string;
  rule: RuleId;
  level: number;
  holdsDosing: boolean;
  raisedAt: Date;
  reviewedAt: Date | null;
  reviewedBy: string | null;
  outcome: (typeof SIGNAL_OUTCOMES)[number] | null;
}>;
export type Review = Readonly<{ personId: string; outcome: string; note: string }>;

const COLUMNS = {
  id: true,
  patientId: true,
  rule: true,
  level: true,
  holdsDosing: true,
  raisedAt: true,
  reviewedAt: true,
  reviewedBy: true,
  outcome: true,
} as const;
const place = (rowId: string) => ({ table: 'assessment_signal', column: 'note_sealed', rowId });

/** What alert rules have said, and what clinicians made of it. */
@Injectable()
export class SignalRepository {
  constructor(private readonly keys: PersonKeys) {}

  /**
   * @param about.isAgain what was reviewed before may be said again, because it was answered again
   * @returns its id; null when the rule has spoken about this filling-in
   */
  async insert(
    tx: Tx,
    about: Readonly<{ patientId: string; responseId: string; isAgain: boolean }>,
    { rule, level, holdsDosing }: Signal,
  ): Promise<string | null> {
    const [row] = await tx.sql<{ id: string }>`
      INSERT INTO assessment_signal (id, patient_id, response_id, rule, level, holds_dosing)
      SELECT ${randomUUID()}::uuid, ${about.patientId}::uuid, ${about.responseId}::uuid, ${rule}::text, ${level}::smallint, ${holdsDosing}::boolean
      WHERE NOT EXISTS (
        SELECT 1 FROM assessment_signal WHERE response_id = ${about.responseId}::uuid AND rule = ${rule}::text
          AND (reviewed_at IS NULL OR NOT ${about.isAgain}::boolean))
      ON CONFLICT (response_id, rule) WHERE reviewed_at IS NULL DO NOTHING RETURNING id`;
    return row?.id ?? null;
  }

  /** The open ones first, then the newest. */
  async findOf(db: Db, patientIds: readonly string[]): Promise<SignalRow[]> {
    const rows = await db.assessmentSignal.findMany({
      where: { patientId: { in: [...patientIds] } },
      orderBy: [{ reviewedAt: { sort: 'desc', nulls: 'first' } }, { level: 'desc' }, { raisedAt: 'desc' }],
      select: COLUMNS,
    });
    return rows.map((row) => ({ ...row, rule: row.rule as RuleId, outcome: row.outcome as SignalRow['outcome'] }));
  }

  async findById(db: Db, id: string): Promise<SignalRow | null> {
    const row = await db.assessmentSignal.findUnique({ where: { id }, select: COLUMNS });
    return row && { ...row, rule: row.rule as RuleId, outcome: row.outcome as SignalRow['outcome'] };
  }

  /** @returns false when somebody has reviewed it before */
  async review(
    tx: Tx,
    { id, patientId }: Pick<SignalRow, 'id' | 'patientId'>,
    { personId, outcome, note }: Review,
  ): Promise<boolean> {
    const sealed = await this.keys.seal(tx, patientId, note, place(id));
    const rows = await tx.sql`
      UPDATE assessment_signal SET reviewed_at = app_now(), reviewed_by = ${personId}, outcome = ${outcome}, note_sealed = ${sealed}
      WHERE id = ${id} AND reviewed_at IS NULL RETURNING 1`;
    return rows.length === 1;
  }

  /** How many unreviewed signals hold the release of a dose. */
  async countHolds(db: Db, patientId: string): Promise<number> {
    return db.assessmentSignal.count({ where: { patientId, reviewedAt: null, holdsDosing: true } });
  }
}
