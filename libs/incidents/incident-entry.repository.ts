import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { WriteIncident } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';

export type EntryRow = Readonly<{
  id: string;
  incidentId: string;
  kind: WriteIncident['kind'];
  wordsSealed: string;
  authorId: string;
  writtenAt: Date;
  ownerId: string | null;
  dueOn: Date | null;
  actionId: string | null;
}>;
export type AboutIncident = Readonly<{ incidentId: string; patientId: string; authorId: string }>;

const place = (rowId: string) => ({ table: 'incident_entry', column: 'words_sealed', rowId });
const COLUMNS = {
  ...{ id: true, incidentId: true, kind: true, wordsSealed: true, authorId: true, writtenAt: true },
  ...{ ownerId: true, dueOn: true, actionId: true },
} as const;

/** What people have said of incidents, sealed under the patient's key. */
@Injectable()
export class IncidentEntryRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, about: AboutIncident, { words, ...said }: WriteIncident): Promise<void> {
    const id = randomUUID();
    const wordsSealed = await this.keys.seal(tx, about.patientId, words, place(id));
    const action = said.kind === 'action' ? { ownerId: said.ownerId, dueOn: new Date(said.dueOn) } : {};
    const done = said.kind === 'done' ? { actionId: said.actionId } : {};
    await tx.incidentEntry.create({
      data: { id, ...about, kind: said.kind, wordsSealed, ...action, ...done },
      select: { id: true },
    });
  }

  /** In the order in which they were written. */
  async findOf(db: Db, incidentIds: readonly string[]): Promise<EntryRow[]> {
    const where = { incidentId: { in: [...incidentIds] } };
    const rows = await db.incidentEntry.findMany({ where, orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }], select: COLUMNS });
    return rows.map((row) => ({ ...row, kind: row.kind as EntryRow['kind'] }));
  }

  /** Actions of one person of which nobody has said that they were done. */
  async findOpenOf(
    db: Db,
    ownerId: string,
  ): Promise<readonly Readonly<{ id: string; incidentId: string; patientId: string; dueOn: Date }>[]> {
    const rows = await db.incidentEntry.findMany({
      where: { ownerId, kind: 'action' },
      select: { id: true, incidentId: true, patientId: true, dueOn: true },
    });
    const said = { actionId: { in: rows.map(({ id }) => id) }, kind: 'done' };
    const done = new Set(
      (await db.incidentEntry.findMany({ where: said, select: { actionId: true } })).map((row) => row.actionId),
    );
    return rows.filter(({ id }) => !done.has(id)).map((row) => ({ ...row, dueOn: row.dueOn! }));
  }

  /** @returns null for what was erased */
  wordsOf(db: Db, { id, wordsSealed }: EntryRow): Promise<string | null> {
    return this.keys.openIfKept(db, wordsSealed, place(id));
  }
}
