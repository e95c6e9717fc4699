import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { NearAppointment, Note, NoteKind } from '#contracts';
import type { Caller } from '#identity';
import { Clock, Database, type Tx } from '#platform';
import { NoteRepository, type NoteRow, type Shelf } from './note.repository.js';
import { NoteDoor } from './note-door.js';
import { NoteViews } from './note-views.js';
import { recordProblems } from './problems.js';

/** Which note of which patient, on which shelf. */
export type OfNote = Readonly<{ shelf: Shelf; patientId: string; noteId: string }>;
export type NoteList = Readonly<{ patientName: string; notes: Note[]; appointments: NearAppointment[] }>;
export type Begun = Readonly<{ kind: NoteKind; appointmentId?: string | undefined; text: string }>;

/** Notes from the first word to the signature. A draft is its author's; what is signed is the team's, unless it is kept apart. */
@Injectable()
export class NotesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly notes: NoteRepository,
    private readonly door: NoteDoor,
    private readonly views: NoteViews,
  ) {}

  /** @throws `care.not-found` */
  async list(caller: Caller, patientId: string, shelf: Shelf): Promise<NoteList> {
    await this.door.read(caller, patientId, shelf);
    const db = this.database.read;
    const rows = await this.notes.findAll(db, shelf, { patientId, readerId: caller.personId });
    return {
      patientName: await this.views.patientName(db, patientId),
      notes: await this.views.of(db, shelf, caller.personId, rows),
      appointments: await this.views.appointments(db, patientId),
    };
  }

  /** @throws `care.not-found`, `record.no-appointment` */
  begin(caller: Caller, patientId: string, shelf: Shelf, { kind, appointmentId = undefined, text }: Begun): Promise<Note> {
    const note = { id: randomUUID(), patientId, authorId: caller.personId, kind, appointmentId: appointmentId ?? null };
    return this.write(caller, { shelf, patientId, noteId: note.id }, 'begin-note', async (tx) => {
      await this.door.requireAppointment(tx, patientId, note.appointmentId);
      await this.notes.insert(tx, shelf, note, text);
    });
  }

  /** @throws `care.not-found`, `record.no-note`, `record.note-signed`, `record.note-changed` */
  save(caller: Caller, of: OfNote, { revision, text }: Readonly<{ revision: number; text: string }>): Promise<Note> {
    return this.write(caller, of, 'save-note', async (tx) => {
      const now = await this.clock.now(tx);
      const isSaved = await this.notes.save(tx, of.shelf, seenOf(caller, of, revision), { text, now });
      if (!isSaved) await this.refuse(tx, caller, of);
    });
  }

  /** @throws `care.not-found`, `record.no-note`, `record.note-signed`, `record.note-changed`, `record.note-empty` */
  sign(caller: Caller, of: OfNote, revision: number): Promise<Note> {
    return this.write(caller, of, 'sign-note', async (tx) => {
      const row = await this.known(tx, caller, of);
      if (!(await this.notes.textOf(tx, of.shelf, row))?.trim()) throw recordProblems.noteEmpty();
      const isSigned = await this.notes.sign(tx, of.shelf, seenOf(caller, of, revision), await this.clock.now(tx));
      if (!isSigned) await this.refuse(tx, caller, of);
    });
  }

  /** @throws `care.not-found`, `record.no-note`, `record.note-signed` */
  async discard(caller: Caller, of: OfNote): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.door.write(tx, caller, of.patientId, { shelf: of.shelf, id: of.noteId, action: 'discard-note' });
      if (!(await this.notes.discard(tx, of.shelf, seenOf(caller, of, 0)))) await this.refuse(tx, caller, of);
    });
  }

  private write(caller: Caller, of: OfNote, action: string, work: (tx: Tx) => Promise<void>): Promise<Note> {
    const { shelf, patientId, noteId } = of;
    return this.database.transact(async (tx) => {
      await this.door.write(tx, caller, patientId, { shelf, id: noteId, action });
      await work(tx);
      const row = await this.notes.findOne(tx, shelf, noteId);
      return (await this.views.of(tx, shelf, caller.personId, [row!]))[0]!;
    });
  }

  /** Whoever is not its author does not know of a draft. @throws `record.no-note` */
  private async known(tx: Tx, { personId }: Caller, { shelf, patientId, noteId }: OfNote): Promise<NoteRow> {
    const row = await this.notes.findOne(tx, shelf, noteId);
    const isOpen = row?.authorId === personId || (shelf === 'chart' && row?.signedAt != null);
    if (!row || row.patientId !== patientId || !isOpen) throw recordProblems.noNote();
    return row;
  }

  /** Why nothing was done. */
  private async refuse(tx: Tx, caller: Caller, of: OfNote): Promise<never> {
    const row = await this.known(tx, caller, of);
    throw row.signedAt ? recordProblems.noteSigned() : recordProblems.noteChanged({ revision: row.revision });
  }
}

const seenOf = ({ personId }: Caller, { patientId, noteId }: OfNote, revision: number) => ({
  ...{ id: noteId, patientId, authorId: personId, revision },
});
