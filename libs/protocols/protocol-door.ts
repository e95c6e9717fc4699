import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService, careProblems } from '#care';
import type { Caller } from '#identity';
import { Database, type Reader, type Tx } from '#platform';
import { VersionRepository } from './version.repository.js';

type Act = Readonly<{ action: string; objectType: string; objectId?: string; reason?: string }>;

/** Lets people of a patient's team to their protocol, one at a time when they change it, and leaves a row of it. */
@Injectable()
export class ProtocolDoor {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly versions: VersionRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'dose');
    await this.audit.recordList(caller, { action: 'read-protocol', objectType: 'protocol' }, [patientId]); // its page asks again and again
  }

  /** @throws `care.not-found` */
  async readOwn(caller: Caller, patientId: string): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'own');
    await this.audit.recordList(caller, { action: 'read-own-plan', objectType: 'protocol' }, [patientId]);
  }

  /** Whose something is, outside of any transaction; null when nobody knows of it. */
  findPatient(find: (on: Reader) => Promise<string | null>): Promise<string | null> {
    return find(this.database.read);
  }

  /**
   * Does the work with the patient's protocols held until it is over.
   *
   * @param patientId null: of nothing that anybody knows
   * @param work      returns what is to be recorded beside its result
   * @throws          `care.not-found`
   */
  async change<T>(
    caller: Caller,
    patientId: string | null,
    work: (tx: Tx, patientId: string) => Promise<readonly [T, Act]>,
  ): Promise<T> {
    if (patientId === null) throw careProblems.notFound();
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'dose', tx);
      await this.versions.hold(tx, patientId);
      const [result, act] = await work(tx, patientId);
      await this.audit.record(tx, caller, { ...act, subjectPersonId: patientId });
      return result;
    });
  }
}
