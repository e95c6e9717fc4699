import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { SessionNote, WriteSessionNote } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database, type Db } from '#platform';
import { SessionReading } from '#sessions';
import { recordProblems } from './problems.js';
import { SessionNoteRepository, type SessionNoteRow } from './session-note.repository.js';

const OBJECT_TYPE = 'session-note';

/** What clinicians write down while a session goes on: part of the record, and not of the session's log, which holds no free text. */
@Injectable()
export class SessionNotesService {
  constructor(
    private readonly database: Database,
    private readonly notes: SessionNoteRepository,
    private readonly sessions: SessionReading,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  /** @throws `sessions.not-found` */
  async list(caller: Caller, sessionId: string): Promise<SessionNote[]> {
    const subjectPersonId = await this.sessions.requirePatient(caller, sessionId, 'chart');
    const act = { action: 'read-session-notes', objectType: OBJECT_TYPE, objectId: sessionId, subjectPersonId };
    await this.audit.recordRead(caller, act);
    const db = this.database.read;
    return this.shown(db, caller, await this.notes.findOf(db, sessionId));
  }

  /**
   * Also after the session: a screen without a line sends what it kept when it has one again. What was sent twice stands there once.
   *
   * @throws `sessions.not-found`, `record.no-note` when there is a note of this id that is not the caller's in this session
   */
  async write(caller: Caller, sessionId: string, said: WriteSessionNote): Promise<SessionNote> {
    const patientId = await this.sessions.requirePatient(caller, sessionId, 'chart-write');
    return this.database.transact(async (tx) => {
      await this.notes.insert(tx, { sessionId, patientId, authorId: caller.personId }, said);
      const row = await this.notes.find(tx, said.id);
      if (row?.sessionId !== sessionId || row.authorId !== caller.personId) throw recordProblems.noNote();
      const about = { objectType: OBJECT_TYPE, objectId: said.id, subjectPersonId: patientId };
      await this.audit.record(tx, caller, { action: 'write-session-note', ...about });
      return (await this.shown(tx, caller, [row]))[0]!;
    });
  }

  private async shown(db: Db, { personId }: Caller, rows: readonly SessionNoteRow[]): Promise<SessionNote[]> {
    const people = await this.identity.people(db, [...new Set(rows.map(({ authorId }) => authorId))]);
    return Promise.all(
      rows.map(async (row) => ({
        ...{ id: row.id, kind: row.kind, text: await this.notes.textOf(db, row) },
        ...{ authorName: people.get(row.authorId)!.displayName, isOwn: row.authorId === personId },
        ...{ happenedAt: row.happenedAt.toISOString(), writtenAt: row.writtenAt.toISOString() },
      })),
    );
  }
}
