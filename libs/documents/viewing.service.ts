import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Config, Database, type Tx } from '#platform';
import { DocumentRepository } from './document.repository.js';
import { DocumentContent } from './document-content.js';
import { DocumentDoor } from './document-door.js';
import type { MediaType } from './domain/media-type.js';
import { opening } from './domain/scan.js';
import { documentProblems } from './problems.js';

/** What is in a paper, as it was added. */
export type Viewed = Readonly<{ content: Readable; mediaType: MediaType; byteCount: number }>;

/** Opens papers for those who may read them; never one that a scanner has found something in, or has yet to look at. */
@Injectable()
export class ViewingService {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly door: DocumentDoor,
    private readonly documents: DocumentRepository,
    private readonly contents: DocumentContent,
  ) {}

  /** @throws `care.not-found`, `documents.not-found`, `documents.infected`, `documents.being-checked`, `documents.gone` */
  async open(caller: Caller, patientId: string, documentId: string): Promise<Viewed> {
    const row = await this.database.transact(async (tx) => {
      await this.door.read(tx, caller, patientId, { id: documentId, action: 'read-document' });
      return this.find(tx, caller, patientId, documentId);
    });
    if (row.isToBeScanned) throw documentProblems.beingChecked();
    const pieces = await this.contents.open(this.database.read, row.found);
    if (!pieces) throw documentProblems.gone();
    return {
      content: Readable.from(pieces, { objectMode: false }),
      mediaType: row.found.mediaType!,
      byteCount: row.found.byteCount!,
    };
  }

  private async find(tx: Tx, caller: Caller, patientId: string, documentId: string) {
    const found = await this.documents.holdOne(tx, documentId);
    if (found?.patientId !== patientId || found.filedAt === null || found.removedAt !== null) throw documentProblems.notFound();
    const verdict = opening(found.scan, this.config.scanner !== undefined);
    if (verdict === 'never') throw documentProblems.infected();
    if (verdict === 'check') await this.contents.askForScan(tx, documentId);
    else if (found.addedBy !== caller.personId) await this.documents.see(tx, documentId);
    return { found, isToBeScanned: verdict === 'check' };
  }
}
