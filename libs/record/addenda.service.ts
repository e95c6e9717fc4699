import { Injectable } from '@nestjs/common';

import type { Note } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { AddendumRepository } from './addendum.repository.js';
import { NoteRepository } from './note.repository.js';
import { NoteDoor } from './note-door.js';
import { NoteViews } from './note-views.js';
import { recordProblems } from './problems.js';

/** What is added to a note of the chart once nothing in it can change. */
@Injectable()
export class AddendaService {
  constructor(
    private readonly database: Database,
    private readonly notes: NoteRepository,
    private readonly addenda: AddendumRepository,
    private readonly door: NoteDoor,
    private readonly views: NoteViews,
  ) {}

  /** By whoever cares for the patient. @throws `care.not-found`, `record.no-note`, `record.note-not-signed` for a draft of one's own */
  add(caller: Caller, patientId: string, noteId: string, text: string): Promise<Note> {
    return this.database.transact(async (tx) => {
      await this.door.write(tx, caller, patientId, { shelf: 'chart', id: noteId, action: 'add-to-note' });
      const row = await this.notes.findOne(tx, 'chart', noteId);
      if (row?.patientId !== patientId) throw recordProblems.noNote();
      if (row.signedAt === null)
        throw row.authorId === caller.personId ? recordProblems.noteNotSigned() : recordProblems.noNote();
      await this.addenda.insert(tx, { noteId, patientId, authorId: caller.personId }, text);
      return (await this.views.of(tx, 'chart', caller.personId, [row]))[0]!;
    });
  }
}
