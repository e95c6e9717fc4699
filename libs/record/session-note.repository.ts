import { Injectable } from '@nestjs/common';

import type { SessionNoteKind, WriteSessionNote } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';

export type SessionNoteRow = Readonly<{
  id: string;
  sessionId: string;
  authorId: string;
  kind: SessionNoteKind;
  wordsSealed: string;
  happenedAt: Date;
  writtenAt: Date;
}>;
export type AboutSession = Readonly<{ sessionId: string; patientId: string; authorId: string }>;

const place = (rowId: string) => ({ table: 'session_note', column: 'words_sealed', rowId });
const SELECT = {
  ...{ id: true, sessionId: true, authorId: true, kind: true, wordsSealed: true },
  ...{ happenedAt: true, writtenAt: true },
} as const;

/** What was written down in sessions, sealed under the patient's key. */
@Injectable()
export class SessionNoteRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** Writes nothing when there is a note of this id. What a screen says of the time is never ahead of the clinic's. */
  async insert(tx: Tx, { sessionId, patientId, authorId }: AboutSession, said: WriteSessionNote): Promise<void> {
    const sealed = await this.keys.seal(tx, patientId, said.text, place(said.id));
    await tx.sql`
      INSERT INTO session_note (id, session_id, author_id, kind, words_sealed, happened_at, written_at)
      SELECT ${said.id}::uuid, ${sessionId}::uuid, ${authorId}::uuid, ${said.kind}, ${sealed},
        least(${said.happenedAt}::timestamptz(3), now), now
      FROM (SELECT app_now()::timestamptz(3) AS now) clock
      ON CONFLICT (id) DO NOTHING`;
  }

  find(db: Db, id: string): Promise<SessionNoteRow | null> {
    return db.sessionNote.findUnique({ where: { id }, select: SELECT }) as Promise<SessionNoteRow | null>;
  }

  /** In the order in which it happened. */
  findOf(db: Db, sessionId: string): Promise<SessionNoteRow[]> {
    const orderBy = [{ happenedAt: 'asc' as const }, { id: 'asc' as const }];
    return db.sessionNote.findMany({ where: { sessionId }, orderBy, select: SELECT }) as Promise<SessionNoteRow[]>;
  }

  /** @returns null for what was erased */
  textOf(db: Db, { id, wordsSealed }: SessionNoteRow): Promise<string | null> {
    return this.keys.openIfKept(db, wordsSealed, place(id));
  }
}
