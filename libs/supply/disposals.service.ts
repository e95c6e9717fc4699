import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { DispenseRepository } from './dispense.repository.js';
import { isAtHome } from './domain/lifecycle.js';
import { LedgerRepository } from './ledger.repository.js';
import { supplyProblems } from './problems.js';

/** `witness`: the name of whoever saw it, other than the patient. */
export type Disposal = Readonly<{ how: 'returned' | 'destroyed'; units: number; witness: string }>;

/** Medicine that is given back or destroyed, before a witness. */
@Injectable()
export class DisposalsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly dispenses: DispenseRepository,
    private readonly ledger: LedgerRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found`, `supply.no-dispense`, `supply.not-now`, `supply.not-so-many` */
  async dispose(caller: Caller, patientId: string, dispenseId: string, { how, units, witness }: Disposal): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'dose', tx);
      const dispense = await this.dispenses.lock(tx, patientId, dispenseId);
      if (!dispense) throw supplyProblems.noDispense();
      if (!isAtHome(dispense.state)) throw supplyProblems.notNow();
      if (units > dispense.onHandUnits) throw supplyProblems.notSoMany();
      const movement = { dispenseId, kind: how, units: -units, by: caller.personId } as const;
      await this.ledger.insertSeen(tx, movement, { patientId, witness });
      if (units === dispense.onHandUnits) await this.dispenses.move(tx, dispenseId, how, caller.personId);
      const act = { action: 'dispose-of-medicine', objectType: 'medication-dispense', objectId: dispenseId };
      await this.audit.record(tx, caller, { ...act, subjectPersonId: patientId, reason: how });
    });
  }
}
