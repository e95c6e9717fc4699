import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { JournalPrompt } from '#contracts';
import { type Db, PersonKeys, type Tx } from '#platform';

export type EntryRow = Readonly<{
  id: string;
  patientId: string;
  prompt: JournalPrompt | null;
  textSealed: string;
  writtenAt: Date;
  sharedAt: Date | null;
}>;
export type Written = Readonly<{ prompt: JournalPrompt | null; text: string }>;

const place = (rowId: string) => ({ table: 'journal_entry', column: 'text_sealed', rowId });
const COLUMNS = { id: true, patientId: true, prompt: true, textSealed: true, writtenAt: true, sharedAt: true } as const;
const asRow = ({ prompt, ...row }: Omit<EntryRow, 'prompt'> & { prompt: string | null }): EntryRow => ({
  ...row,
  prompt: prompt as JournalPrompt | null,
});

/** What patients write for themselves, sealed under their own key. */
@Injectable()
export class JournalRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, patientId: string, { prompt, text }: Written): Promise<string> {
    const id = randomUUID();
    const textSealed = await this.keys.seal(tx, patientId, text, place(id));
    await tx.journalEntry.create({ data: { id, patientId, prompt, textSealed }, select: { id: true } });
    return id;
  }

  async find(db: Db, id: string): Promise<EntryRow | null> {
    const row = await db.journalEntry.findUnique({ where: { id }, select: COLUMNS });
    return row && asRow(row);
  }

  /** The newest first. @param isSharedOnly what the patient has shared, and nothing else */
  async findOf(db: Db, patientId: string, isSharedOnly: boolean, limit: number): Promise<EntryRow[]> {
    const where = { patientId, ...(isSharedOnly && { sharedAt: { not: null } }) };
    const orderBy = [{ writtenAt: 'desc' as const }, { id: 'desc' as const }];
    return (await db.journalEntry.findMany({ where, orderBy, take: limit, select: COLUMNS })).map(asRow);
  }

  /** Null when its patient was erased. */
  textOf(db: Db, { id, textSealed }: EntryRow): Promise<string | null> {
    return this.keys.openIfKept(db, textSealed, place(id));
  }

  async share(tx: Tx, id: string, isShared: boolean): Promise<void> {
    await tx.sql`
      UPDATE journal_entry SET shared_at = CASE WHEN ${isShared}::boolean THEN coalesce(shared_at, app_now()) END
      WHERE id = ${id}::uuid AND (shared_at IS NOT NULL) <> ${isShared}::boolean`;
  }
}
