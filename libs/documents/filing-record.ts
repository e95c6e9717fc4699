import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Config, Database, Outbox, type Tx } from '#platform';
import { DocumentRepository, type DocumentRow, type Filed } from './document.repository.js';
import { DocumentDoor } from './document-door.js';
import { contentUnwanted, scanDue, scanKey } from './messages.js';
import { documentProblems } from './problems.js';

type Named = Readonly<{ patientId: string; documentId: string }>;

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

  /** Before any byte is taken in. @throws `care.not-found`, `documents.not-found` */
  async requireAnnounced(caller: Caller, patientId: string, documentId: string): Promise<void> {
    await this.door.requireAdding(caller, patientId);
    this.requireOwn(caller, patientId, await this.documents.findOne(this.database.read, documentId));
  }

  /** The same file a second time is the first one. @throws `care.not-found`, `documents.not-found`, `documents.another-here` */
  async put(tx: Tx, caller: Caller, { patientId, documentId }: Named, filed: Filed): Promise<DocumentRow> {
    await this.door.add(tx, caller, patientId, { id: documentId, action: 'file-document' });
    const row = this.requireOwn(caller, patientId, await this.documents.holdOne(tx, documentId));
    if (row.filedAt !== null) return this.again(tx, row, filed);
    await this.documents.file(tx, row, filed);
    if (this.config.scanner) await this.outbox.append(tx, scanDue, { documentId }, { key: scanKey(documentId) });
    return (await this.documents.findOne(tx, documentId))!;
  }

  private async again(tx: Tx, row: DocumentRow, { sha256, object }: Filed): Promise<DocumentRow> {
    const known = await this.documents.contentOf(tx, row);
    if (known?.sha256 !== sha256) throw documentProblems.anotherHere();
    await this.outbox.append(tx, contentUnwanted, { object });
    return row;
  }

  private requireOwn({ personId }: Caller, patientId: string, row: DocumentRow | null): DocumentRow {
    if (row?.patientId !== patientId || row.addedBy !== personId || row.removedAt !== null) throw documentProblems.notFound();
    return row;
  }
}
