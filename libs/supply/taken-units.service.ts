import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { DispenseRepository } from './dispense.repository.js';
import { isAtHome } from './domain/lifecycle.js';
import { DoseSupply } from './dose-supply.js';
import { supplyProblems } from './problems.js';

/** A clinician says how many units a dose took, where the ledger could not know it. */
@Injectable()
export class TakenUnitsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly dispenses: DispenseRepository,
    private readonly doses: DoseSupply,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found`, `supply.no-dose`, `supply.no-dispense`, `supply.dose-settled`, `supply.not-now`, `supply.not-so-many` */
  async say(
    caller: Caller,
    { patientId, doseLineId }: Readonly<{ patientId: string; doseLineId: string }>,
    { dispenseId, units }: Readonly<{ dispenseId: string; units: number }>,
  ): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'dose', tx);
      const dispense = await this.dispenses.lock(tx, patientId, dispenseId);
      if (!dispense) throw supplyProblems.noDispense();
      await this.doses.requireOpen(tx, patientId, doseLineId);
      if (!isAtHome(dispense.state)) throw supplyProblems.notNow();
      if (units > dispense.onHandUnits) throw supplyProblems.notSoMany();
      await this.doses.take(tx, dispense, { doseLineId, units, by: caller.personId });
      const act = { action: 'say-units-taken', objectType: 'medication-dispense', objectId: dispenseId };
      await this.audit.record(tx, caller, { ...act, subjectPersonId: patientId });
    });
  }
}
