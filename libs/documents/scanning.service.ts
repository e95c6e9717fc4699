import { Injectable } from '@nestjs/common';

import { Config, Database, Outbox } from '#platform';
import { scan } from './clamd.js';
import { DocumentRepository } from './document.repository.js';
import { DocumentContent } from './document-content.js';
import { contentUnwanted } from './messages.js';
import { scanByCommand } from './scan-command.js';

/** Shows papers to the virus scanner of the clinic, if it has one. */
@Injectable()
export class ScanningService {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly documents: DocumentRepository,
    private readonly contents: DocumentContent,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `documents.scanner-unreachable`, to be tried again */
  async look(documentId: string, eventId: string): Promise<void> {
    const verdict = await this.verdictOn(documentId);
    await this.database.transact(async (tx) => {
      if (!(await this.outbox.done(tx, eventId)) || !verdict) return;
      const row = await this.documents.holdOne(tx, documentId);
      if (!row?.object || row.scan === 'clean') return;
      await this.documents.judge(tx, documentId, verdict);
      if (verdict === 'infected') await this.outbox.append(tx, contentUnwanted, { object: row.object });
    });
  }

  /** null: there is no scanner any more, or nothing to look at. */
  private async verdictOn(documentId: string): Promise<'clean' | 'infected' | 'failed' | null> {
    const { scanner } = this.config;
    const row = await this.documents.findOne(this.database.read, documentId);
    const pieces = scanner && row && (await this.contents.open(this.database.read, row));
    if (!pieces) return null;
    return 'command' in scanner ? scanByCommand(scanner.command, pieces) : scan(scanner, pieces);
  }
}
