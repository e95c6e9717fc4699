import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { PreparationAnswer } from '#contracts';
import { type Db, PersonKeys, type Reader, type Tx } from '#platform';
import type { Item } from './domain/items.js';

/** Whose preparation, and for which course. */
export type Whose = Readonly<{ patientId: string; courseId: string }>;
type AnswerRow = Readonly<{ id: string; item: Item; contentSealed: string; at: Date }>;
export type Answered = Readonly<{ item: Item; answer: PreparationAnswer | null; at: Date }>;
export type Done = Readonly<{ item: Item; at: Date }>;
export type SignedOff = Readonly<{ at: Date; by: string }>;

const place = (rowId: string) => ({ table: 'preparation_answer', column: 'content_sealed', rowId });

/** What was said, talked through and signed: rows are only ever added. */
@Injectable()
export class PreparationRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insertAnswer(tx: Tx, { patientId, courseId }: Whose, answer: PreparationAnswer): Promise<void> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, patientId, JSON.stringify(answer), place(id));
    await tx.sql`
      INSERT INTO preparation_answer (id, patient_id, course_id, item, content_sealed, answered_by)
      VALUES (${id}, ${patientId}, ${courseId}, ${answer.item}, ${sealed}, ${patientId})`;
  }

  /** The last of each item. */
  findAnswers(on: Reader, { patientId, courseId }: Whose): Promise<AnswerRow[]> {
    return on.sql<AnswerRow>`
      SELECT DISTINCT ON (item) id, item, content_sealed AS "contentSealed", at FROM preparation_answer
      WHERE patient_id = ${patientId} AND course_id = ${courseId} ORDER BY item, at DESC, id`;
  }

  /** The answer is null when its patient was erased. */
  async open(db: Db, rows: readonly AnswerRow[]): Promise<Answered[]> {
    return Promise.all(
      rows.map(async ({ id, item, contentSealed, at }) => {
        const content = await this.keys.openIfKept(db, contentSealed, place(id));
        return { item, at, answer: content === null ? null : (JSON.parse(content) as PreparationAnswer) };
      }),
    );
  }

  async insertTalks(tx: Tx, { patientId, courseId }: Whose, items: readonly Item[], by: string): Promise<void> {
    await tx.sql`
      INSERT INTO preparation_talk (id, patient_id, course_id, item, talked_by)
      SELECT gen_random_uuid(), ${patientId}::uuid, ${courseId}::uuid, item, ${by}::uuid FROM unnest(${[...items]}::text[]) AS item`;
  }

  findTalks(on: Reader, { patientId, courseId }: Whose): Promise<Done[]> {
    return on.sql<Done>`
      SELECT item, max(at) AS at FROM preparation_talk WHERE patient_id = ${patientId} AND course_id = ${courseId} GROUP BY item`;
  }

  async insertSignOff(tx: Tx, { patientId, courseId }: Whose, by: string): Promise<void> {
    await tx.sql`
      INSERT INTO preparation_sign_off (id, patient_id, course_id, signed_by)
      VALUES (${randomUUID()}, ${patientId}, ${courseId}, ${by})`;
  }

  /** The last one. */
  async findSignOff(on: Reader, { patientId, courseId }: Whose): Promise<SignedOff | null> {
    const [row] = await on.sql<SignedOff>`
      SELECT at, signed_by AS by FROM preparation_sign_off
      WHERE patient_id = ${patientId} AND course_id = ${courseId} ORDER BY at DESC, id LIMIT 1`;
    return row ?? null;
  }
}
