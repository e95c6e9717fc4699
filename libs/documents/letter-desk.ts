import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { LetterRow } from '#contracts';
import type { Caller } from '#identity';
import type { Tx } from '#platform';
import { DocumentDoor } from './document-door.js';
import { LetterShelf } from './letter-shelf.js';
import { type Draft, LetterWriter, type Written } from './letter-writer.js';

/** Who may have letters written about a patient, within one transaction. */
@Injectable()
export class LetterDesk {
  constructor(
    private readonly care: CareService,
    private readonly door: DocumentDoor,
    private readonly shelf: LetterShelf,
    private readonly writer: LetterWriter,
  ) {}

  /** @throws `care.not-found`, `documents.not-released`, `documents.letter-incomplete` */
  async write(tx: Tx, caller: Caller, patientId: string, draft: Draft): Promise<Written> {
    await this.care.requireAccess(caller, patientId, 'documents-add', tx);
    return this.writer.write(tx, caller, patientId, draft);
  }

  /** @throws `care.not-found`, `documents.not-found` */
  async requireLetter(tx: Tx, caller: Caller, patientId: string, letterId: string): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'documents-add', tx);
    await this.shelf.one(tx, patientId, letterId);
  }

  /** A letter as it is after the act, which is recorded. */
  async show(tx: Tx, caller: Caller, patientId: string, act: Readonly<{ id: string; action: string }>): Promise<LetterRow> {
    await this.door.add(tx, caller, patientId, act);
    return (await this.shelf.one(tx, patientId, act.id)).row;
  }
}
