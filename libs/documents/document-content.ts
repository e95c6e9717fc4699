import { Injectable } from '@nestjs/common';

import { type Db, Outbox, type Tx } from '#platform';
import { DocumentRepository, type DocumentRow } from './document.repository.js';
import { scanDue, scanKey } from './messages.js';
import { ObjectStore } from './object-store.js';
import { opened, type Pieces } from './sealed-content.js';

/** The bytes behind a row. */
@Injectable()
export class DocumentContent {
  constructor(
    private readonly documents: DocumentRepository,
    private readonly store: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  /** @returns null when there are none, any more or yet; reading on, `encryption.unreadable` when they are not as they were sealed */
  async open(db: Db, row: DocumentRow): Promise<Pieces | null> {
    const content = await this.documents.contentOf(db, row);
    const stored = content && row.object ? await this.store.read(row.object) : null;
    return stored && opened(stored, { key: Buffer.from(content!.key, 'base64'), documentId: row.id });
  }

  /** One look at a time: asking twice is asking once. */
  async askForScan(tx: Tx, documentId: string): Promise<void> {
    await this.outbox.append(tx, scanDue, { documentId }, { key: scanKey(documentId) });
  }
}
