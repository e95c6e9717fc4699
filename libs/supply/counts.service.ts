import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { type Counted, CountWriter } from './count-writer.js';
import { DispenseRepository } from './dispense.repository.js';
import { supplyProblems } from './problems.js';

/** Patients count what they have, and so does whoever of their team is with them. */
@Injectable()
export class CountsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly dispenses: DispenseRepository,
    private readonly writer: CountWriter,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found`, `supply.no-dispense`, `supply.nothing-to-count` */
  async count(caller: Caller, patientId: string, dispenseId: string, units: number): Promise<Counted> {
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'planning', tx);
      const dispense = await this.dispenses.lock(tx, patientId, dispenseId);
      if (!dispense) throw supplyProblems.noDispense();
      const counted = await this.writer.write(tx, dispense, units, caller.personId);
      const act = { action: 'count-medicine', objectType: 'medication-dispense', objectId: dispenseId };
      await this.audit.record(tx, caller, { ...act, subjectPersonId: patientId });
      return counted;
    });
  }
}
