import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Tx } from '#platform';

export type AddendumRow = Readonly<{ id: string; noteId: string; authorId: string; textSealed: string; addedAt: Date }>;

const place = (rowId: string) => ({ table: 'note_addendum', column: 'text_sealed', rowId });

/** What was added to signed notes of the chart. */
@Injectable()
export class AddendumRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** In the order in which they were added. */
  findOf(db: Db, noteIds: readonly string[]): Promise<AddendumRow[]> {
    const select = { id: true, noteId: true, authorId: true, textSealed: true, addedAt: true };
    const where = { noteId: { in: [...noteIds] } };
    return db.noteAddendum.findMany({ where, select, orderBy: [{ addedAt: 'asc' }, { id: 'asc' }] });
  }

  /** @returns null for what was erased */
  textOf(db: Db, { id, textSealed }: AddendumRow): Promise<string | null> {
    return this.keys.openIfKept(db, textSealed, place(id));
  }

  async insert(
    tx: Tx,
    { noteId, patientId, authorId }: Readonly<{ noteId: string; patientId: string; authorId: string }>,
    text: string,
  ) {
    const id = randomUUID();
    const textSealed = await this.keys.seal(tx, patientId, text, place(id));
    await tx.noteAddendum.create({ data: { id, noteId, patientId, authorId, textSealed }, select: { id: true } });
  }
}
