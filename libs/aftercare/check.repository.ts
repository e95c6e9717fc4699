import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Db, Tx } from '#platform';
import type { Said } from './domain/answer.js';
import type { AftercareKind, CheckTimes } from './domain/check-times.js';

export type CheckRow = Readonly<{
  id: string;
  sessionId: string;
  patientId: string;
  kind: AftercareKind;
  dischargedAt: Date;
  askAt: Date;
  callAt: Date;
  closedAt: Date | null;
}>;
export type AnswerRow = Readonly<{
  checkId: string;
  feeling: Said['feeling'];
  mood: number | null;
  isSomebodyThere: boolean | null;
  at: Date;
}>;
/** `dischargedAt` in epoch ms. */
export type OfSession = Readonly<{ sessionId: string; patientId: string; dischargedAt: number }>;

const COLUMNS = {
  ...{ id: true, sessionId: true, patientId: true, kind: true, dischargedAt: true, askAt: true, callAt: true, closedAt: true },
} as const;
const ANSWER = { checkId: true, feeling: true, mood: true, isSomebodyThere: true, at: true } as const;

/** What patients are asked after sessions, and what they have said. */
@Injectable()
export class CheckRepository {
  insert(tx: Tx, { sessionId, patientId, dischargedAt }: OfSession, { kind, askAt, remindAt, callAt }: CheckTimes): string {
    const id = randomUUID();
    const [discharged, ask, remind, call] = [dischargedAt, askAt, remindAt, callAt].map((at) => new Date(at));
    tx.later`
      INSERT INTO aftercare_check (id, session_id, patient_id, kind, discharged_at, ask_at, remind_at, call_at)
      VALUES (${id}, ${sessionId}, ${patientId}, ${kind}::aftercare_kind, ${discharged}, ${ask}, ${remind}, ${call})`;
    return id;
  }

  find(db: Db, id: string): Promise<CheckRow | null> {
    return db.aftercareCheck.findUnique({ where: { id }, select: COLUMNS });
  }

  /** Keeps the question as it is until the transaction ends. */
  async findOpen(tx: Tx, id: string): Promise<CheckRow | null> {
    const [row] = await tx.sql`SELECT 1 FROM aftercare_check WHERE id = ${id}::uuid AND closed_at IS NULL FOR NO KEY UPDATE`;
    return row ? this.find(tx, id) : null;
  }

  /** The newest first. */
  findOf(db: Db, patientId: string, limit: number): Promise<CheckRow[]> {
    return db.aftercareCheck.findMany({ where: { patientId }, orderBy: { askAt: 'desc' }, take: limit, select: COLUMNS });
  }

  findOfSession(db: Db, sessionId: string, kind: AftercareKind): Promise<CheckRow | null> {
    return db.aftercareCheck.findUnique({ where: { sessionId_kind: { sessionId, kind } }, select: COLUMNS });
  }

  /** In the order in which they were given. */
  async answersOf(db: Db, checkIds: readonly string[]): Promise<AnswerRow[]> {
    const where = { checkId: { in: [...checkIds] } };
    const rows = await db.aftercareAnswer.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }], select: ANSWER });
    return rows.map((row) => ({ ...row, feeling: row.feeling.replaceAll('_', '-') as Said['feeling'] }));
  }

  /** @returns the id of the answer */
  async insertAnswer(tx: Tx, checkId: string, said: Said): Promise<string> {
    const id = randomUUID();
    const { feeling, mood, isSomebodyThere } = { mood: null, isSomebodyThere: null, ...said };
    await tx.sql`
      INSERT INTO aftercare_answer (id, check_id, feeling, mood, is_somebody_there)
      VALUES (${id}, ${checkId}, ${feeling}::aftercare_feeling, ${mood}, ${isSomebodyThere})`;
    return id;
  }

  /** @returns false when it was closed before */
  async close(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE aftercare_check SET closed_at = app_now() WHERE id = ${id}::uuid AND closed_at IS NULL RETURNING 1`;
    return rows.length === 1;
  }
}
