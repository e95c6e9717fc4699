import { Injectable } from '@nestjs/common';

import type { Note } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { NoteRepository } from './note.repository.js';
import { NoteDoor } from './note-door.js';
import { NoteErrorRepository } from './note-error.repository.js';
import { NoteViews } from './note-views.js';
import { recordProblems } from './problems.js';

/** What becomes of a draft whose author has gone: it stays as it is, and the team says that it counts for nothing. */
@Injectable()
export class NoteErrors {
  constructor(
    private readonly database: Database,
    private readonly notes: NoteRepository,
    private readonly errors: NoteErrorRepository,
    private readonly door: NoteDoor,
    private readonly views: NoteViews,
  ) {}

  /**
   * @throws `care.not-found`, `record.no-note` also for a draft whose author looks after the patient, `record.note-signed`,
   *         `record.note-in-error` when it was marked before
   */
  mark(caller: Caller, patientId: string, noteId: string, reason: string): Promise<Note> {
    return this.database.transact(async (tx) => {
      await this.door.write(tx, caller, patientId, { shelf: 'chart', id: noteId, action: 'mark-note-in-error' });
      const row = await this.notes.findOne(tx, 'chart', noteId);
      if (row?.patientId !== patientId) throw recordProblems.noNote();
      if (row.signedAt) throw recordProblems.noteSigned();
      const became = await this.errors.insert(tx, { noteId, patientId, by: caller.personId }, reason);
      if (became === 'not-left') throw recordProblems.noNote();
      if (became === 'marked-before') throw recordProblems.noteInError();
      return (await this.views.of(tx, 'chart', caller.personId, [row]))[0]!;
    });
  }
}
