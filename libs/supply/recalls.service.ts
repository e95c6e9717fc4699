import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { type Caller, SignInService } from '#identity';
import { Database } from '#platform';
import { supplyProblems } from './problems.js';
import { RecallRepository } from './recall.repository.js';
import { RecallNotices } from './recall-notices.js';

/** Marks a lot as recalled: nothing of it is on hand any more, and everybody who got some of it is told. */
@Injectable()
export class RecallsService {
  constructor(
    private readonly database: Database,
    private readonly signIns: SignInService,
    private readonly recalls: RecallRepository,
    private readonly notices: RecallNotices,
    private readonly audit: Audit,
  ) {}

  /**
   * @returns how many patients got some of it
   * @throws `identity.step-up-needed`, `supply.no-dispense` for a lot that nobody here got, `supply.recalled`
   */
  async recall(caller: Caller, lot: Readonly<{ pharmacy: string; lot: string }>): Promise<number> {
    return this.database.transact(async (tx) => {
      await this.signIns.requireStepUp(tx, caller);
      if (!(await this.recalls.insert(tx, lot, caller.personId))) throw supplyProblems.recalled();
      const holdings = await this.recalls.lockLot(tx, lot);
      if (!holdings.length && !(await this.recalls.isInStock(tx, lot))) throw supplyProblems.noDispense();
      await this.notices.write(tx, holdings);
      const patientIds = new Set(holdings.map(({ patientId }) => patientId));
      const act = { action: 'recall-lot', objectType: 'medication-dispense' };
      for (const subjectPersonId of patientIds) await this.audit.record(tx, caller, { ...act, subjectPersonId });
      return patientIds.size;
    });
  }
}
