import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { JournalEntry } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Db } from '#platform';
import { type EntryRow, JournalRepository, type Written } from './entry.repository.js';
import { journalProblems } from './problems.js';

const OBJECT = 'journal-entry';
/** As many as a page shows; the rest is part of the record that a patient takes along. */
const MOST = 100;

/** What a patient writes for themselves. Nobody else reads any of it before they have shared it, and no longer than they do. */
@Injectable()
export class JournalService {
  constructor(
    private readonly database: Database,
    private readonly entries: JournalRepository,
    private readonly care: CareService,
    private readonly audit: Audit,
  ) {}

  /** The patient reads all of it, their team what is shared. The newest first. @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<JournalEntry[]> {
    const { read } = this.database;
    const isOwn = (await this.care.findGround(caller, patientId, 'own')) !== null;
    if (!isOwn) await this.care.requireAccess(caller, patientId, 'chart');
    const act = { action: 'read-journal', objectType: OBJECT, objectId: patientId, subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    const rows = await this.entries.findOf(read, patientId, !isOwn, MOST);
    return Promise.all(rows.map((row) => this.viewOf(read, row)));
  }

  /** @throws `care.not-found` for everybody but the patient */
  async write(caller: Caller, patientId: string, written: Written): Promise<JournalEntry> {
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'own', tx);
      const id = await this.entries.insert(tx, patientId, written);
      await this.audit.record(tx, caller, {
        ...{ action: 'write-journal', objectType: OBJECT, objectId: id, subjectPersonId: patientId },
      });
      return this.viewOf(tx, (await this.entries.find(tx, id))!);
    });
  }

  /** @throws `journal.no-entry` for everybody but its patient */
  async share(caller: Caller, journalId: string, isShared: boolean): Promise<JournalEntry> {
    return this.database.transact(async (tx) => {
      const entry = await this.entries.find(tx, journalId);
      if (!entry || (await this.care.findGround(caller, entry.patientId, 'own', tx)) === null) throw journalProblems.noEntry();
      await this.entries.share(tx, journalId, isShared);
      await this.audit.record(tx, caller, {
        ...{ action: 'share-journal', objectType: OBJECT, objectId: journalId, subjectPersonId: entry.patientId },
        reason: isShared ? 'shared' : 'taken-back',
      });
      return this.viewOf(tx, (await this.entries.find(tx, journalId))!);
    });
  }

  private async viewOf(db: Db, row: EntryRow): Promise<JournalEntry> {
    return {
      ...{ journalId: row.id, prompt: row.prompt, text: await this.entries.textOf(db, row) },
      ...{ writtenAt: row.writtenAt.toISOString(), sharedAt: row.sharedAt?.toISOString() ?? null },
    };
  }
}
