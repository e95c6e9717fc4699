import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { LicenceEndReason, LicensedPerson } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { LicenceRepository, type NewLicence } from './licence.repository.js';
import { LicenceLists } from './licence-lists.js';
import { credentialProblems } from './problems.js';
import { RegisterChanges } from './register-changes.js';

/** Who may treat where, as an admin has checked it. */
@Injectable()
export class LicencesService {
  constructor(
    private readonly database: Database,
    private readonly licences: LicenceRepository,
    private readonly lists: LicenceLists,
    private readonly changes: RegisterChanges,
    private readonly audit: Audit,
  ) {}

  /** Admins see those of everybody who treats patients here; clinicians their own. */
  list({ personId, role }: Caller): Promise<LicensedPerson[]> {
    return this.lists.of(this.database.read, role === 'admin' ? 'all' : personId);
  }

  /** @returns its id. @throws `credentials.no-clinician`, `credentials.days-turned`, `credentials.over` */
  async add(caller: Caller, licence: NewLicence): Promise<string> {
    return this.database.transact(async (tx) => {
      if (!(await this.lists.isClinician(tx, licence.personId))) throw credentialProblems.noClinician();
      if (licence.validTo < licence.validFrom) throw credentialProblems.daysTurned();
      const id = await this.put(tx, licence, caller.personId);
      await this.audit.record(tx, caller, {
        action: 'add-licence',
        objectType: 'licence',
        objectId: id,
        reason: licence.jurisdiction,
      });
      return id;
    });
  }

  /** For whoever makes a clinic: enters a licence with all that follows from it. @throws `credentials.over` */
  async put(tx: Tx, licence: NewLicence, checkedBy: string): Promise<string> {
    if (await this.lists.isOver(tx, licence.validTo)) throw credentialProblems.over();
    const id = await this.licences.insert(tx, licence, checkedBy);
    await this.changes.licenceEntered(tx, id, licence.validTo);
    return id;
  }

  /** @throws `credentials.no-licence`, `credentials.ended` */
  async end(caller: Caller, licenceId: string, why: LicenceEndReason): Promise<void> {
    await this.database.transact(async (tx) => {
      if (!(await this.licences.holderOf(tx, licenceId))) throw credentialProblems.noLicence();
      if (!(await this.licences.end(tx, licenceId, caller.personId, why))) throw credentialProblems.ended();
      await this.changes.licenceEnded(tx, licenceId);
      await this.audit.record(tx, caller, { action: 'end-licence', objectType: 'licence', objectId: licenceId, reason: why });
    });
  }
}
