import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { NameCompanion, NamedCompanions } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { CareService } from './care.service.js';
import { CompanionNaming } from './companion-naming.js';
import { CompanionReader } from './companion-reader.js';

/** Who comes along with a patient to a session at home: one who usually does, and one who does when they cannot. */
@Injectable()
export class NamedCompanionsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly reader: CompanionReader,
    private readonly naming: CompanionNaming,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<NamedCompanions> {
    await this.care.requireAccess(caller, patientId, 'planning');
    await this.audit.recordRead(caller, { action: 'read-companions', objectType: 'care-assignment', subjectPersonId: patientId });
    return this.reader.of(this.database.read, patientId);
  }

  /** @throws `care.not-found` */
  async name(caller: Caller, patientId: string, named: NameCompanion): Promise<NamedCompanions> {
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'planning', tx);
      await this.naming.name(tx, caller, patientId, named);
      return this.reader.of(tx, patientId);
    });
  }
}
