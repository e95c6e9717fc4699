import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { DocumentAbout, DocumentJson, DocumentKind, DocumentList } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Db, Outbox } from '#platform';
import { DocumentRepository } from './document.repository.js';
import { DocumentDoor } from './document-door.js';
import { DocumentView, isRemovableBy } from './document-view.js';
import { contentUnwanted } from './messages.js';
import { documentProblems } from './problems.js';

export type Announced = Readonly<{ kind: DocumentKind; title: string; about?: DocumentAbout | null | undefined }>;

/** The papers of patients' records, without what is in them. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly database: Database,
    private readonly door: DocumentDoor,
    private readonly documents: DocumentRepository,
    private readonly view: DocumentView,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `care.not-found` */
  async list(caller: Caller, patientId: string): Promise<DocumentList> {
    await this.door.list(caller, patientId);
    const db = this.database.read;
    const rows = await this.documents.findAll(db, patientId);
    return { ...(await this.door.about(db, patientId)), documents: await this.view.show(db, caller, rows) };
  }

  /** Papers of these kinds that are here, for a context that has let its caller in by itself, and that records the act. */
  async asTheyStand(db: Db, caller: Caller, patientId: string, kinds: readonly DocumentKind[]): Promise<DocumentJson[]> {
    const rows = await this.documents.findAll(db, patientId);
    return this.view.show(
      db,
      caller,
      rows.filter(({ kind, object }) => kinds.includes(kind) && object !== null),
    );
  }

  /** @throws `care.not-found`, `documents.too-many` */
  async announce(caller: Caller, patientId: string, { kind, title, about = null }: Announced): Promise<DocumentJson> {
    const id = randomUUID();
    return this.database.transact(async (tx) => {
      await this.door.add(tx, caller, patientId, { id, action: 'announce-document' });
      await this.documents.hold(tx, patientId);
      const { maxCount } = this.door.limits;
      if ((await this.documents.count(tx, patientId)) >= maxCount) throw documentProblems.tooMany({ maxCount });
      await this.documents.insert(tx, { id, patientId, kind, addedBy: caller.personId }, { title, about });
      const row = await this.documents.findOne(tx, id);
      return (await this.view.show(tx, caller, [row!]))[0]!;
    });
  }

  /** @throws `care.not-found`, `documents.not-found`, `documents.seen` */
  async remove(caller: Caller, patientId: string, documentId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.door.add(tx, caller, patientId, { id: documentId, action: 'remove-document' });
      const row = await this.documents.holdOne(tx, documentId);
      if (row?.patientId !== patientId || row.removedAt !== null) throw documentProblems.notFound();
      if (!isRemovableBy(caller, row)) throw row.seenAt ? documentProblems.seen() : documentProblems.notFound();
      await this.documents.remove(tx, documentId);
      if (row.object) await this.outbox.append(tx, contentUnwanted, { object: row.object });
    });
  }
}
