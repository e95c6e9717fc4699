import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { LetterDispatchWay, LetterTemplate } from '#contracts';
import { type Db, PersonKeys, type Reader, type Tx } from '#platform';
import type { LetterText } from './domain/letter.js';

export type LetterRecord = Readonly<{
  id: string;
  patientId: string;
  releaseId: string;
  template: LetterTemplate;
  textSealed: string;
  signedBy: string;
  signedAt: Date;
}>;
export type NewLetter = Readonly<{
  patientId: string;
  releaseId: string;
  template: LetterTemplate;
  version: number;
  signedBy: string;
  text: LetterText;
}>;
export type Dispatch = Readonly<{ letterId: string; how: LetterDispatchWay; sentAt: Date; recordedBy: string }>;

const place = (rowId: string) => ({ table: 'letter', column: 'text_sealed', rowId });

/** Letters as they were signed, and how they left. Rows are only ever added. */
@Injectable()
export class LetterRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, { text, ...letter }: NewLetter): Promise<string> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, letter.patientId, JSON.stringify(text), place(id));
    await tx.sql`
      INSERT INTO letter (id, patient_id, release_id, template, version, text_sealed, signed_by)
      VALUES (${id}, ${letter.patientId}, ${letter.releaseId}, ${letter.template}, ${letter.version}::smallint, ${sealed}, ${letter.signedBy})`;
    return id;
  }

  /** The newest first; one of them when it is named. */
  find(on: Reader, patientId: string, id: string | null = null): Promise<LetterRecord[]> {
    return on.sql<LetterRecord>`
      SELECT id, patient_id AS "patientId", release_id AS "releaseId", template, text_sealed AS "textSealed",
        signed_by AS "signedBy", signed_at AS "signedAt"
      FROM letter WHERE patient_id = ${patientId} AND (${id}::uuid IS NULL OR id = ${id}::uuid) ORDER BY signed_at DESC, id LIMIT 500`;
  }

  async textOf(db: Db, { id, textSealed }: LetterRecord): Promise<LetterText | null> {
    const plain = await this.keys.openIfKept(db, textSealed, place(id));
    return plain === null ? null : (JSON.parse(plain) as LetterText);
  }

  async dispatch(tx: Tx, letterId: string, how: LetterDispatchWay, recordedBy: string): Promise<void> {
    await tx.sql`
      INSERT INTO letter_dispatch (id, letter_id, how, recorded_by) VALUES (${randomUUID()}, ${letterId}, ${how}, ${recordedBy})`;
  }

  findDispatches(on: Reader, letterIds: readonly string[]): Promise<Dispatch[]> {
    return on.sql<Dispatch>`
      SELECT letter_id AS "letterId", how, sent_at AS "sentAt", recorded_by AS "recordedBy"
      FROM letter_dispatch WHERE letter_id = ANY(${[...letterIds]}::uuid[]) ORDER BY sent_at, id`;
  }

  /** Today in words, where the clinic is. */
  async today(on: Reader, zone: string): Promise<string> {
    const [row] = await on.sql<{ today: string }>`
      SELECT to_char(app_now() AT TIME ZONE ${zone}, 'FMMonth FMDD, YYYY') AS today`;
    return row!.today;
  }
}
