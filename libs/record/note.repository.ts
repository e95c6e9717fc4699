import { Injectable } from '@nestjs/common';

import type { NoteKind } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';
import { NoteErrorRepository } from './note-error.repository.js';

/** `chart`: what the team reads. `apart`: psychotherapy notes, a table of their own, in which nobody reads but the author. */
export type Shelf = 'chart' | 'apart';
export type NoteRow = Readonly<{
  id: string;
  patientId: string;
  authorId: string;
  kind: NoteKind;
  appointmentId: string | null;
  textSealed: string;
  revision: number;
  begunAt: Date;
  savedAt: Date;
  signedAt: Date | null;
}>;
export type NewNote = Pick<NoteRow, 'id' | 'patientId' | 'authorId' | 'kind' | 'appointmentId'>;
/** A draft as its author has seen it. */
export type Seen = Pick<NoteRow, 'id' | 'patientId' | 'authorId' | 'revision'>;

const TABLES = { chart: 'clinical_note', apart: 'psychotherapy_note' } as const;
const SELECT = {
  ...{ id: true, patientId: true, authorId: true, kind: true, appointmentId: true, textSealed: true },
  ...{ revision: true, begunAt: true, savedAt: true, signedAt: true },
} as const;

/** Both tables have the same columns, so what is said to one of them may be said to the other. */
const rowsOf = (db: Db, shelf: Shelf): Db['clinicalNote'] =>
  shelf === 'chart' ? db.clinicalNote : (db.psychotherapyNote as unknown as Db['clinicalNote']);

const place = (shelf: Shelf, rowId: string) => ({ table: TABLES[shelf], column: 'text_sealed', rowId });
const draftOf = ({ id, patientId, authorId, revision }: Seen) => ({ id, patientId, authorId, revision, signedAt: null });

/** Notes as rows, their texts sealed under the key of the patient. */
@Injectable()
export class NoteRepository {
  constructor(
    private readonly keys: PersonKeys,
    private readonly errors: NoteErrorRepository,
  ) {}

  /**
   * The newest first; drafts of nobody but their author, unless that one does not look after the patient any more, and of notes that are kept
   * apart nothing at all of others.
   */
  async findAll(db: Db, shelf: Shelf, { patientId, readerId }: { patientId: string; readerId: string }): Promise<NoteRow[]> {
    const own = { authorId: readerId };
    const left = shelf === 'apart' ? [] : (await this.errors.findLeft(db, [patientId])).map(({ noteId }) => noteId);
    const ofTeam = { OR: [{ signedAt: { not: null } }, { id: { in: left } }, own] };
    const where = { patientId, ...(shelf === 'apart' ? own : ofTeam) };
    const orderBy = [{ begunAt: 'desc' as const }, { id: 'asc' as const }];
    return rowsOf(db, shelf).findMany({ where, orderBy, select: SELECT, take: 500 }) as Promise<NoteRow[]>;
  }

  findOne(db: Db, shelf: Shelf, id: string): Promise<NoteRow | null> {
    return rowsOf(db, shelf).findUnique({ where: { id }, select: SELECT }) as Promise<NoteRow | null>;
  }

  /** Drafts of an author, whoever they are about; the oldest first. */
  findUnsigned(db: Db, shelf: Shelf, authorId: string): Promise<NoteRow[]> {
    const orderBy = [{ begunAt: 'asc' as const }, { id: 'asc' as const }];
    return rowsOf(db, shelf).findMany({ where: { authorId, signedAt: null }, orderBy, select: SELECT, take: 200 }) as Promise<
      NoteRow[]
    >;
  }

  /** @returns null for what was erased */
  textOf(db: Db, shelf: Shelf, { id, textSealed }: Pick<NoteRow, 'id' | 'textSealed'>): Promise<string | null> {
    return this.keys.openIfKept(db, textSealed, place(shelf, id));
  }

  async insert(tx: Tx, shelf: Shelf, note: NewNote, text: string): Promise<void> {
    const textSealed = await this.keys.seal(tx, note.patientId, text, place(shelf, note.id));
    await rowsOf(tx, shelf).create({ data: { ...note, textSealed }, select: { id: true } });
  }

  /** @returns whether it was still the draft that was seen */
  async save(tx: Tx, shelf: Shelf, seen: Seen, { text, now }: { text: string; now: Date }): Promise<boolean> {
    const textSealed = await this.keys.seal(tx, seen.patientId, text, place(shelf, seen.id));
    const data = { textSealed, revision: { increment: 1 }, savedAt: now };
    const { count } = await rowsOf(tx, shelf).updateMany({ where: draftOf(seen), data });
    return count === 1;
  }

  /** @returns whether it was still the draft that was seen */
  async sign(tx: Tx, shelf: Shelf, seen: Seen, now: Date): Promise<boolean> {
    const { count } = await rowsOf(tx, shelf).updateMany({ where: draftOf(seen), data: { signedAt: now } });
    return count === 1;
  }

  /** @returns whether there was such a draft */
  async discard(tx: Tx, shelf: Shelf, { id, patientId, authorId }: Omit<Seen, 'revision'>): Promise<boolean> {
    const { count } = await rowsOf(tx, shelf).deleteMany({ where: { id, patientId, authorId, signedAt: null } });
    return count === 1;
  }
}
