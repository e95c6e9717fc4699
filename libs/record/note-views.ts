import { Injectable } from '@nestjs/common';

import type { NearAppointment, Note, NoteAddendum, NoteError } from '#contracts';
import { IdentityService, type PersonCard } from '#identity';
import type { Db, Reader } from '#platform';
import { SchedulingService } from '#scheduling';
import { AddendumRepository, type AddendumRow } from './addendum.repository.js';
import { NoteRepository, type NoteRow, type Shelf } from './note.repository.js';
import { NoteErrorRepository, type NoteErrorRow } from './note-error.repository.js';

/** A note is written within days of what it is about: so many appointments are offered. */
const NEAR = 8;

/** Notes as the contracts have them. */
@Injectable()
export class NoteViews {
  constructor(
    private readonly identity: IdentityService,
    private readonly notes: NoteRepository,
    private readonly addenda: AddendumRepository,
    private readonly errors: NoteErrorRepository,
    private readonly scheduling: SchedulingService,
  ) {}

  async patientName(db: Db, patientId: string): Promise<string> {
    return (await this.identity.person(db, patientId)).displayName;
  }

  /** What a note may be about. */
  async appointments(db: Db & Reader, patientId: string): Promise<NearAppointment[]> {
    const near = await this.scheduling.near(db, patientId, NEAR);
    return near.map(({ id, kind, startsAt }) => ({ appointmentId: id, kind, startsAt: startsAt.toISOString() }));
  }

  async of(db: Db, shelf: Shelf, readerId: string, rows: readonly NoteRow[]): Promise<Note[]> {
    const ids = rows.map(({ id }) => id);
    const added = shelf === 'chart' && ids.length > 0 ? await this.addenda.findOf(db, ids) : [];
    const marks = shelf === 'chart' && ids.length > 0 ? await this.errors.findOf(db, ids) : [];
    const markOf = new Map(marks.map((mark) => [mark.noteId, mark]));
    const named = [...[...rows, ...added].map(({ authorId }) => authorId), ...marks.map(({ markedBy }) => markedBy)];
    const people = await this.identity.people(db, [...new Set(named)]);
    return Promise.all(
      rows.map(async (row) => ({
        ...toNote(row, people.get(row.authorId)!, readerId),
        text: await this.notes.textOf(db, shelf, row),
        enteredInError: await this.error(db, markOf.get(row.id), people),
        addenda: await Promise.all(
          added.filter(({ noteId }) => noteId === row.id).map((each) => this.addendum(db, each, people)),
        ),
      })),
    );
  }

  private async error(db: Db, row: NoteErrorRow | undefined, people: ReadonlyMap<string, PersonCard>): Promise<NoteError | null> {
    if (!row) return null;
    const { markedBy, markedAt } = row;
    const reason = await this.errors.reasonOf(db, row);
    return { reason, markedByName: people.get(markedBy)!.displayName, markedAt: markedAt.toISOString() };
  }

  private async addendum(db: Db, row: AddendumRow, people: ReadonlyMap<string, PersonCard>): Promise<NoteAddendum> {
    return {
      addendumId: row.id,
      text: await this.addenda.textOf(db, row),
      authorName: people.get(row.authorId)!.displayName,
      addedAt: row.addedAt.toISOString(),
    };
  }
}

const toNote = (row: NoteRow, author: PersonCard, readerId: string) => ({
  ...{ noteId: row.id, kind: row.kind, appointmentId: row.appointmentId, revision: row.revision },
  ...{ authorName: author.displayName, authorRole: author.role, isOwn: row.authorId === readerId },
  begunAt: row.begunAt.toISOString(),
  savedAt: row.savedAt.toISOString(),
  signedAt: row.signedAt?.toISOString() ?? null,
});
