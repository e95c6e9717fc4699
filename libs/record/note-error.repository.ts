import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Reader, sqlState, type Tx } from '#platform';

export type NoteErrorRow = Readonly<{ noteId: string; markedBy: string; markedAt: Date; reasonSealed: string }>;
/** A draft of the chart whose author does not look after the patient any more, or that was marked. */
export type LeftNote = Readonly<{ noteId: string; patientId: string; begunAt: Date; isInError: boolean }>;

const place = (rowId: string) => ({ table: 'note_error', column: 'reason_sealed', rowId });
const NOT_LEFT = 'HN002';

/** Drafts that are nobody's any more, and those that were marked as entered in error. */
@Injectable()
export class NoteErrorRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** The oldest first. */
  findLeft(on: Reader, patientIds: readonly string[]): Promise<LeftNote[]> {
    return on.sql<LeftNote>`
      SELECT note_id AS "noteId", patient_id AS "patientId", begun_at AS "begunAt", is_in_error AS "isInError"
      FROM note_left WHERE patient_id = ANY(${[...patientIds]}::uuid[]) ORDER BY begun_at, note_id LIMIT 500`;
  }

  async isMarked(on: Reader, noteId: string): Promise<boolean> {
    return (await on.sql`SELECT 1 FROM note_error WHERE note_id = ${noteId}`).length > 0;
  }

  findOf(db: Db, noteIds: readonly string[]): Promise<NoteErrorRow[]> {
    const select = { noteId: true, markedBy: true, markedAt: true, reasonSealed: true };
    return db.noteError.findMany({ where: { noteId: { in: [...noteIds] } }, select });
  }

  /** @returns null for what was erased */
  reasonOf(db: Db, { noteId, reasonSealed }: NoteErrorRow): Promise<string | null> {
    return this.keys.openIfKept(db, reasonSealed, place(noteId));
  }

  /** @returns false, and the transaction is over, when somebody who looks after the patient can say so themselves */
  async insert(tx: Tx, { noteId, patientId, by }: Readonly<{ noteId: string; patientId: string; by: string }>, reason: string) {
    const sealed = await this.keys.seal(tx, patientId, reason, place(noteId));
    const insert = tx.sql`
      INSERT INTO note_error (note_id, patient_id, marked_by, reason_sealed) VALUES (${noteId}, ${patientId}, ${by}, ${sealed})
      ON CONFLICT (note_id) DO NOTHING RETURNING 1`;
    return insert.then(
      (rows) => (rows.length ? 'marked' : 'marked-before'),
      (error: unknown) => {
        if (sqlState(error) === NOT_LEFT) return 'not-left';
        throw error;
      },
    );
  }
}
