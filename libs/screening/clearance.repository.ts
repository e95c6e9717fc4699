import { Injectable } from '@nestjs/common';

import type { Clearance } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';

export type Question = NonNullable<Clearance['question']>;
export type Answer = NonNullable<Clearance['answer']>;
export type ClearanceRow = Readonly<{
  id: string;
  caseId: string;
  patientId: string;
  state: Clearance['state'];
  askedBy: string;
  askedAt: Date;
  dueAt: Date;
  answeredAt: Date | null;
  readAt: Date | null;
  readBy: string | null;
}>;
export type OpenedClearance = ClearanceRow & Readonly<{ question: Question | null; answer: Answer | null }>;
export type NewClearance = Pick<ClearanceRow, 'id' | 'caseId' | 'patientId' | 'askedBy' | 'dueAt'>;

const COLUMNS = {
  ...{ id: true, caseId: true, patientId: true, state: true, askedBy: true, askedAt: true, dueAt: true },
  ...{ answeredAt: true, readAt: true, readBy: true },
} as const;
const place = (column: 'question_sealed' | 'answer_sealed', rowId: string) => ({ table: 'screening_clearance', column, rowId });

/** What was asked of whom outside; question and answer are sealed under the patient's key. */
@Injectable()
export class ClearanceRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, { id, caseId, patientId, askedBy, dueAt }: NewClearance, question: Question): Promise<void> {
    const sealed = await this.keys.seal(tx, patientId, JSON.stringify(question), place('question_sealed', id));
    await tx.sql`
      INSERT INTO screening_clearance (id, case_id, patient_id, asked_by, due_at, question_sealed)
      VALUES (${id}, ${caseId}, ${patientId}, ${askedBy}, ${dueAt}, ${sealed})`;
  }

  findById(db: Db, id: string): Promise<ClearanceRow | null> {
    return db.screeningClearance.findUnique({ where: { id }, select: COLUMNS });
  }

  /** As `findById`, and it stays as it is until the transaction is over. */
  async hold(tx: Tx, id: string): Promise<ClearanceRow | null> {
    await tx.sql`SELECT 1 FROM screening_clearance WHERE id = ${id} FOR UPDATE`;
    return this.findById(tx, id);
  }

  /** It must be held, and asked. */
  async answer(tx: Tx, { id, patientId }: ClearanceRow, answer: Answer, by: string): Promise<void> {
    const sealed = await this.keys.seal(tx, patientId, JSON.stringify(answer), place('answer_sealed', id));
    await tx.sql`
      UPDATE screening_clearance SET state = 'answered', answered_at = app_now(), answered_by = ${by}, answer_sealed = ${sealed}
      WHERE id = ${id} AND state = 'asked'`;
  }

  async read(tx: Tx, id: string, by: string): Promise<void> {
    await tx.sql`UPDATE screening_clearance SET state = 'read', read_at = app_now(), read_by = ${by} WHERE id = ${id} AND state = 'answered'`;
  }

  async withdraw(tx: Tx, id: string, by: string): Promise<void> {
    await tx.sql`
      UPDATE screening_clearance SET state = 'withdrawn', withdrawn_at = app_now(), withdrawn_by = ${by}
      WHERE id = ${id} AND state IN ('asked', 'answered')`;
  }

  findStates(db: Db, caseIds: readonly string[]): Promise<Pick<ClearanceRow, 'caseId' | 'state' | 'dueAt'>[]> {
    return db.screeningClearance.findMany({
      where: { caseId: { in: [...caseIds] } },
      select: { caseId: true, state: true, dueAt: true },
    });
  }

  /** All of a case, the newest first. */
  async findOf(db: Db, caseId: string): Promise<OpenedClearance[]> {
    const rows = await db.screeningClearance.findMany({
      where: { caseId },
      select: { ...COLUMNS, questionSealed: true, answerSealed: true },
      orderBy: { askedAt: 'desc' },
    });
    return Promise.all(
      rows.map(async ({ questionSealed, answerSealed, ...row }) => {
        const question = await this.keys.openIfKept(db, questionSealed, place('question_sealed', row.id));
        const answer = await this.keys.openIfKept(db, answerSealed, place('answer_sealed', row.id));
        return {
          ...row,
          question: question === null ? null : (JSON.parse(question) as Question),
          answer: answer === null ? null : (JSON.parse(answer) as Answer),
        };
      }),
    );
  }
}
