import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { MonitoringAnswers, MonitoringFacts } from '#contracts';
import { type Db, PersonKeys, type Reader, type Tx } from '#platform';

export type NewForm = Readonly<{
  sessionId: string;
  patientId: string;
  program: 'rems';
  facts: MonitoringFacts;
  dischargedAt: Date;
  dueAt: Date;
}>;
export type FormRow = Omit<NewForm, 'program'> &
  Readonly<{ id: string; answersSealed: string | null; doneAt: Date | null; doneBy: string | null; isOverdue: boolean }>;

const place = (rowId: string) => ({ table: 'monitoring_form', column: 'answers_sealed', rowId });

/** What risk programmes are told after sessions. */
@Injectable()
export class FormRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, { sessionId, patientId, program, facts, dischargedAt, dueAt }: NewForm): Promise<string> {
    const id = randomUUID();
    await tx.sql`
      INSERT INTO monitoring_form (id, session_id, patient_id, program, facts, discharged_at, due_at)
      VALUES (${id}, ${sessionId}, ${patientId}, ${program}, ${JSON.stringify(facts)}::jsonb, ${dischargedAt}, ${dueAt})`;
    return id;
  }

  async find(on: Reader, id: string): Promise<FormRow | null> {
    const [row] = await this.rows(on, { id });
    return row ?? null;
  }

  /** The same, held as it is until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<FormRow | null> {
    await tx.sql`SELECT 1 FROM monitoring_form WHERE id = ${id}::uuid FOR UPDATE`;
    return this.find(tx, id);
  }

  /** Of these patients: what is still to be sent, the most urgent first; then what was finished within thirty days. */
  findOf(on: Reader, patientIds: readonly string[]): Promise<FormRow[]> {
    return this.rows(on, { patientIds });
  }

  /** @returns false when somebody has finished it before */
  async finish(
    tx: Tx,
    { id, patientId }: Pick<FormRow, 'id' | 'patientId'>,
    answers: MonitoringAnswers,
    by: string,
  ): Promise<boolean> {
    const sealed = await this.keys.seal(tx, patientId, JSON.stringify(answers), place(id));
    const rows = await tx.sql`
      UPDATE monitoring_form SET answers_sealed = ${sealed}, done_at = app_now(), done_by = ${by}::uuid
      WHERE id = ${id}::uuid AND done_at IS NULL RETURNING 1`;
    return rows.length === 1;
  }

  /** Null while it is not finished, and when the patient was erased. */
  async answersOf(db: Db, { id, answersSealed }: Pick<FormRow, 'id' | 'answersSealed'>): Promise<MonitoringAnswers | null> {
    const opened = answersSealed === null ? null : await this.keys.openIfKept(db, answersSealed, place(id));
    return opened === null ? null : (JSON.parse(opened) as MonitoringAnswers);
  }

  private rows(on: Reader, by: Readonly<{ id: string } | { patientIds: readonly string[] }>): Promise<FormRow[]> {
    const { id, patientIds } = { id: null, patientIds: [], ...by };
    return on.sql<FormRow>`
      SELECT id, session_id AS "sessionId", patient_id AS "patientId", facts, discharged_at AS "dischargedAt", due_at AS "dueAt",
        answers_sealed AS "answersSealed", done_at AS "doneAt", done_by AS "doneBy", done_at IS NULL AND due_at <= app_now() AS "isOverdue"
      FROM monitoring_form
      WHERE id = ${id}::uuid OR (patient_id = ANY(${[...patientIds]}::uuid[]) AND (done_at IS NULL OR done_at > app_now() - interval '30 days'))
      ORDER BY done_at IS NOT NULL, due_at, id`;
  }
}
