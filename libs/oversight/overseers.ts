import { Injectable } from '@nestjs/common';

import { type Actor, Audit, type AuditedAct } from '#audit';
import { type Caller, IdentityService } from '#identity';
import { Database, requestProblems, type Tx } from '#platform';

/** Who watches over the record: auditors, and whoever is a privacy officer beside their role. What they look at is recorded too. */
@Injectable()
export class Overseers {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  async isOne({ role, personId, sessionScope }: Caller): Promise<boolean> {
    if (sessionScope !== null) return false;
    return role === 'auditor' || this.identity.isPrivacyOfficer(this.database.read, personId);
  }

  /**
   * Looks at the record, and says so in it, in one transaction.
   *
   * @throws `request.forbidden`
   */
  async look<T>(caller: Caller, act: Omit<AuditedAct, 'objectType' | 'purpose'>, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!(await this.isOne(caller))) throw requestProblems.forbidden();
    return this.database.transact(async (tx) => {
      await this.audit.record(tx, caller satisfies Actor, { ...act, objectType: 'audit', purpose: 'oversight' });
      return work(tx);
    });
  }
}
