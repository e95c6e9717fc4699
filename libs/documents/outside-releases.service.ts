import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { OutsideRelease } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Db, type Tx } from '#platform';
import { type NewOutsideRelease, OutsideReleaseRepository } from './outside-release.repository.js';
import { documentProblems } from './problems.js';

const OF = { objectType: 'outside-release' };

/** What a patient lets the clinic tell somebody outside who has no account here. Only they give it, and take it back. */
@Injectable()
export class OutsideReleasesService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly releases: OutsideReleaseRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found` */
  async list(caller: Caller, patientId: string): Promise<OutsideRelease[]> {
    await this.care.requireAccess(caller, patientId, 'documents');
    await this.audit.recordList(caller, { action: 'list-outside-releases', ...OF, objectId: patientId }, [patientId]);
    return this.releases.findAll(this.database.read, patientId);
  }

  /** @throws `care.not-found` for everybody but the patient */
  async give(caller: Caller, patientId: string, given: NewOutsideRelease): Promise<OutsideRelease> {
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'own', tx);
      const id = await this.releases.insert(tx, patientId, given);
      await this.record(tx, caller, 'give-outside-release', id);
      return (await this.releases.findOne(tx, patientId, id))!;
    });
  }

  /** @throws `care.not-found` for everybody but the patient, `documents.not-found` for what is over */
  async revoke(caller: Caller, patientId: string, releaseId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'own', tx);
      if (!(await this.releases.revoke(tx, patientId, releaseId))) throw documentProblems.notFound();
      await this.record(tx, caller, 'revoke-outside-release', releaseId);
    });
  }

  /** Whom a release of the patient names, for others who have let the reader in; null when it is none of theirs, or was erased. */
  async nameOn(db: Db, patientId: string, releaseId: string): Promise<string | null> {
    return (await this.releases.findOne(db, patientId, releaseId))?.recipient?.name ?? null;
  }

  private record(tx: Tx, caller: Caller, action: string, objectId: string): Promise<void> {
    return this.audit.record(tx, caller, { action, ...OF, objectId, subjectPersonId: caller.personId });
  }
}
