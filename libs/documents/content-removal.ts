import { Injectable } from '@nestjs/common';

import { Database, Outbox } from '#platform';
import { DocumentRepository } from './document.repository.js';
import { ObjectStore } from './object-store.js';

/** Takes bytes out of the store that no row needs any more. */
@Injectable()
export class ContentRemoval {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentRepository,
    private readonly store: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  async remove(object: string, eventId: string): Promise<void> {
    const kept = await this.documents.findKept(this.database, [object]);
    if (!kept.has(object)) await this.store.remove(object); // a row that has it was restored since
    await this.database.transact((tx) => this.outbox.done(tx, eventId));
  }
}
