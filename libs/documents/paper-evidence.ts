import { Injectable } from '@nestjs/common';

import { Config, type Tx } from '#platform';
import { DocumentRepository } from './document.repository.js';
import { opening } from './domain/scan.js';
import { documentProblems } from './problems.js';

/** Papers by which somebody knows something, for contexts that have asked by themselves whether their caller may read them. */
@Injectable()
export class PaperEvidence {
  constructor(
    private readonly config: Config,
    private readonly documents: DocumentRepository,
  ) {}

  /**
   * A paper of the patient that can be opened: from now on it stays, for something rests on it.
   *
   * @throws `documents.not-found`, `documents.infected`, `documents.being-checked`
   */
  async keep(tx: Tx, patientId: string, documentId: string): Promise<void> {
    const found = await this.documents.holdOne(tx, documentId);
    if (found?.patientId !== patientId || found.filedAt === null || found.removedAt !== null) throw documentProblems.notFound();
    const verdict = opening(found.scan, this.config.scanner !== undefined);
    if (verdict === 'never') throw documentProblems.infected();
    if (verdict === 'check') throw documentProblems.beingChecked();
    await this.documents.see(tx, documentId);
  }
}
