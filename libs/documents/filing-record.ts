import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Config, Database, Outbox, type Tx } from '#platform';
import { DocumentRepository, type DocumentRow, type Filed } from './document.repository.js';
import { DocumentDoor } from './document-door.js';
import { contentUnwanted, scanDue, scanKey } from './messages.js';
import { documentProblems } from './problems.js';

export type Named = Readonly<{ patientId: string; documentId: string }>;

/** What is written when the bytes of a paper have come. */
@Injectable()
export class FilingRecord {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly door: DocumentDoor,
    private readonly documents: DocumentRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Before any byte is taken in. @returns whether its file is here already. @throws `care.not-found`, `documents.not-found` */
  async requireAnnounced(caller: Caller, patientId: string, documentId: string): Promise<boolean> {
    await this.door.requireAdding(caller, patientId);
    return this.requireOwn(caller, patientId, await this.documents.findOne(this.database.read, documentId)).filedAt !== null;
  }

  /** The same file a second time is the first one. @throws `care.not-found`, `documents.not-found`, `documents.another-here` */
  async put(tx: Tx, caller: Caller, named: Named, filed: Filed): Promise<DocumentRow> {
    const row = await this.enter(tx, caller, named);
    if (row.filedAt !== null) {
      await this.requireSame(tx, row, filed.sha256);
      await this.outbox.append(tx, contentUnwanted, { object: filed.object });
      return row;
    }
    await this.documents.file(tx, row, filed);
    if (this.config.scanner) await this.outbox.append(tx, scanDue, { documentId: row.id }, { key: scanKey(row.id) });
    return (await this.documents.findOne(tx, row.id))!;
  }

  /** As `put` for what is here already. */
  async compare(tx: Tx, caller: Caller, named: Named, sha256: string): Promise<DocumentRow> {
    const row = await this.enter(tx, caller, named);
    await this.requireSame(tx, row, sha256);
    return row;
  }

  private async enter(tx: Tx, caller: Caller, { patientId, documentId }: Named): Promise<DocumentRow> {
    await this.door.add(tx, caller, patientId, { id: documentId, action: 'file-document' });
    return this.requireOwn(caller, patientId, await this.documents.holdOne(tx, documentId));
  }

  private async requireSame(tx: Tx, row: DocumentRow, sha256: string): Promise<void> {
    const known = await this.documents.contentOf(tx, row);
    if (known?.sha256 !== sha256) throw documentProblems.anotherHere();
  }

  private requireOwn({ personId }: Caller, patientId: string, row: DocumentRow | null): DocumentRow {
    if (row?.patientId !== patientId || row.addedBy !== personId || row.removedAt !== null) throw documentProblems.notFound();
    return row;
  }
}
