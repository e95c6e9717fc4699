import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import { type Caller, IdentityService } from '#identity';
import { Config, type Db, type DocumentLimits, type Tx } from '#platform';

type Act = Readonly<{ id: string; action: string }>;
const OF = { objectType: 'document' };

/** Lets people to papers of a record and to letters about it, and leaves a row of it. */
@Injectable()
export class DocumentDoor {
  constructor(
    private readonly config: Config,
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  get limits(): DocumentLimits {
    return this.config.documents;
  }

  /** @throws `care.not-found` */
  async list(caller: Caller, patientId: string, action = 'list-documents'): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'documents');
    await this.audit.recordList(caller, { action, ...OF, objectId: patientId }, [patientId]);
  }

  /** @throws `care.not-found` */
  async read(tx: Tx, caller: Caller, patientId: string, { id, action }: Act): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'documents', tx);
    await this.audit.record(tx, caller, { action, ...OF, objectId: id, subjectPersonId: patientId });
  }

  /** @throws `care.not-found` */
  async add(tx: Tx, caller: Caller, patientId: string, { id, action }: Act): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'documents-add', tx);
    await this.audit.record(tx, caller, { action, ...OF, objectId: id, subjectPersonId: patientId });
  }

  /** May they add? Nothing is written of it. @throws `care.not-found` */
  async requireAdding(caller: Caller, patientId: string): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'documents-add');
  }

  async about(db: Db, patientId: string) {
    const { displayName: patientName } = await this.identity.person(db, patientId);
    return { patientName, ...this.config.documents, isScanned: this.config.scanner !== undefined };
  }
}
