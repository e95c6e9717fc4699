import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database, type Db, PersonKeys, type Reader, type Tx } from '#platform';
import type { Answer, Answers } from './domain/answers.js';
import type { Score } from './domain/score.js';

export type Response = Readonly<{
  id: string;
  patientId: string;
  form: string;
  version: string;
  startedAt: Date;
  answeredAt: Date | null;
  completedAt: Date | null;
}>;
export type StoredScore = Readonly<{ responseId: string; form: string; name: string; value: number; answeredAt: Date }>;

const COLUMNS = {
  id: true,
  patientId: true,
  form: true,
  version: true,
  startedAt: true,
  answeredAt: true,
  completedAt: true,
} as const;
const place = (rowId: string) => ({ table: 'questionnaire_answer', column: 'value_sealed', rowId });

/** What patients have answered. Each answer is a row, sealed under the patient's key; scores are numbers in plain. */
@Injectable()
export class ResponseRepository {
  constructor(
    private readonly database: Database,
    private readonly keys: PersonKeys,
  ) {}

  /** Of each questionnaire the open filling-in, and the last one that was completed. */
  findCurrent(db: Db, patientIds: readonly string[]): Promise<Response[]> {
    return db.sql<Response>`
      SELECT DISTINCT ON (patient_id, form, completed_at IS NULL) id, patient_id AS "patientId", form, version,
        started_at AS "startedAt", answered_at AS "answeredAt", completed_at AS "completedAt"
      FROM questionnaire_response WHERE patient_id = ANY(${[...patientIds]}::uuid[])
      ORDER BY patient_id, form, completed_at IS NULL, started_at DESC, id DESC`;
  }

  findNewestOf(db: Db, patientId: string, form: string): Promise<Response | null> {
    const orderBy = [{ startedAt: 'desc' as const }, { id: 'desc' as const }];
    return db.questionnaireResponse.findFirst({ where: { patientId, form }, orderBy, select: COLUMNS });
  }

  /** The open filling-in, locked until the transaction ends; a new one when there is none. Two who begin at once get the same. */
  async openFor(tx: Tx, patientId: string, form: string, version: string): Promise<Response> {
    await tx.sql`
      INSERT INTO questionnaire_response (id, patient_id, form, version) VALUES (${randomUUID()}, ${patientId}, ${form}, ${version})
      ON CONFLICT DO NOTHING`;
    const [row] = await tx.sql<Response>`
      SELECT id, patient_id AS "patientId", form, version, started_at AS "startedAt", answered_at AS "answeredAt",
        completed_at AS "completedAt"
      FROM questionnaire_response WHERE patient_id = ${patientId} AND form = ${form} AND completed_at IS NULL FOR UPDATE`;
    return row!;
  }

  /** Until the transaction ends nobody else writes answers of this patient: signals are judged on all of them. */
  async hold(tx: Tx, patientId: string): Promise<void> {
    await tx.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`assessments|${patientId}`}, 0))`;
  }

  /** The response must be locked. */
  async answer(
    tx: Tx,
    { id: responseId, patientId }: Pick<Response, 'id' | 'patientId'>,
    linkId: string,
    answer: Answer,
  ): Promise<void> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, patientId, JSON.stringify(answer), place(id));
    await tx.sql`
      INSERT INTO questionnaire_answer (id, response_id, patient_id, link_id, version, value_sealed)
      SELECT ${id}::uuid, ${responseId}::uuid, ${patientId}::uuid, ${linkId},
        coalesce(max(version), 0) + 1, ${sealed} FROM questionnaire_answer WHERE response_id = ${responseId} AND link_id = ${linkId}`;
    await tx.sql`UPDATE questionnaire_response SET answered_at = app_now() WHERE id = ${responseId}`;
  }

  async complete(tx: Tx, responseId: string): Promise<void> {
    await tx.sql`UPDATE questionnaire_response SET completed_at = app_now() WHERE id = ${responseId} AND completed_at IS NULL`;
  }

  /** The newest answer to each question, by response; what was erased is left out. */
  async findAnswers(db: Db, responseIds: readonly string[]): Promise<Map<string, Answers>> {
    const rows = await db.questionnaireAnswer.findMany({
      where: { responseId: { in: [...responseIds] } },
      orderBy: [{ responseId: 'asc' }, { linkId: 'asc' }, { version: 'desc' }],
      distinct: ['responseId', 'linkId'],
      select: { id: true, responseId: true, linkId: true, valueSealed: true },
    });
    const found = new Map<string, Record<string, Answer>>(responseIds.map((id) => [id, {}]));
    for (const { id, responseId, linkId, valueSealed } of rows) {
      const plain = await this.keys.openIfKept(db, valueSealed, place(id));
      if (plain !== null) found.get(responseId)![linkId] = JSON.parse(plain) as Answer;
    }
    return found;
  }

  /** Scores follow the answers: one that no longer exists goes. */
  async keepScores(tx: Tx, responseId: string, scores: readonly Score[]): Promise<void> {
    const whole = scores.flatMap(({ name, value, band }) => (value === null ? [] : [{ name, value, band }]));
    const names = whole.map(({ name }) => name);
    await tx.sql`DELETE FROM assessment_score WHERE response_id = ${responseId} AND NOT name = ANY(${names}::text[])`;
    await tx.sql`
      INSERT INTO assessment_score (response_id, name, value, band)
      SELECT ${responseId}::uuid, name, value, band FROM jsonb_to_recordset(${JSON.stringify(whole)}::jsonb) AS row (name text, value float8, band text)
      ON CONFLICT (response_id, name) DO UPDATE SET value = excluded.value, band = excluded.band, scored_at = app_now()
      WHERE (assessment_score.value, assessment_score.band) IS DISTINCT FROM (excluded.value, excluded.band)`;
  }

  /** All scores that a patient ever had, the oldest first. */
  findScores(db: Db, patientId: string): Promise<StoredScore[]> {
    return db.sql<StoredScore>`
      SELECT s.response_id AS "responseId", r.form, s.name, s.value, coalesce(r.answered_at, r.started_at) AS "answeredAt"
      FROM assessment_score s JOIN questionnaire_response r ON r.id = s.response_id
      WHERE r.patient_id = ${patientId} ORDER BY r.started_at, r.id`;
  }

  /** When a question was last answered, and not passed over, as the score that counts it says; epoch ms, null: never. */
  async answeredAt(
    on: Reader,
    patientId: string,
    { linkId, score }: Readonly<{ linkId: string; score: string }>,
  ): Promise<number | null> {
    const [row] = await on.sql<{ at: number | null }>`
      SELECT (extract(epoch FROM max(a.answered_at)) * 1000)::float8 AS at
      FROM questionnaire_answer a JOIN assessment_score s ON s.response_id = a.response_id AND s.name = ${score}
      WHERE a.patient_id = ${patientId} AND a.link_id = ${linkId}`;
    return row?.at ?? null;
  }

  /** Outside of a transaction. */
  get read(): Db {
    return this.database.read;
  }
}
