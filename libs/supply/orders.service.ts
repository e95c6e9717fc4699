import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { DispenseRepository, type DispenseRow, type Filled, type NewDispense } from './dispense.repository.js';
import { mayMove } from './domain/lifecycle.js';
import { supplyProblems } from './problems.js';

/** What the clinic hears of an order before the parcel is there. */
export type PharmacyStep =
  | Readonly<{ to: 'sent-to-pharmacy' | 'shipped' | 'withdrawn' }>
  | Readonly<{ to: 'filled'; filled: Filled }>;

/** Orders at a pharmacy, kept as they go on there. Hearth sends none: a prescriber has prescribed elsewhere. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly dispenses: DispenseRepository,
    private readonly audit: Audit,
  ) {}

  /** @returns its id. @throws `care.not-found` */
  async order(caller: Caller, dispense: NewDispense): Promise<string> {
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, dispense.patientId, 'dose', tx);
      const id = await this.put(tx, dispense, caller.personId);
      await this.record(tx, caller, { action: 'order-medicine', patientId: dispense.patientId, id });
      return id;
    });
  }

  /** @throws `care.not-found`, `supply.no-dispense`, `supply.not-now`, `supply.over`, `supply.lot-recalled` */
  async step(caller: Caller, patientId: string, dispenseId: string, step: PharmacyStep): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'dose', tx);
      const dispense = await this.dispenses.lock(tx, patientId, dispenseId);
      if (!dispense) throw supplyProblems.noDispense();
      await this.move(tx, dispense, step, caller.personId);
      await this.record(tx, caller, { action: 'move-medicine', patientId, id: dispenseId, reason: step.to });
    });
  }

  /** For whoever makes a clinic: an order without anybody who asks for it. */
  put(tx: Tx, dispense: NewDispense, by: string): Promise<string> {
    return this.dispenses.insert(tx, dispense, by);
  }

  /** @throws `supply.not-now`, `supply.over`, `supply.lot-recalled`: it stays at the pharmacy */
  async move(tx: Tx, dispense: DispenseRow, step: PharmacyStep, by: string): Promise<void> {
    if (!mayMove(dispense.state, step.to)) throw supplyProblems.notNow();
    if (step.to === 'shipped' && dispense.isRecalled) throw supplyProblems.lotRecalled();
    if (step.to !== 'filled') return this.dispenses.move(tx, dispense.id, step.to, by);
    // whichever zone its patient lives in: nobody is to enter a box that is over anywhere
    if (step.filled.beyondUseDate < (await this.dispenses.today(tx, 'UTC'))) throw supplyProblems.over();
    const { pharmacy } = dispense;
    if (await this.dispenses.isRecalled(tx, { pharmacy, lot: step.filled.lot })) throw supplyProblems.lotRecalled();
    return this.dispenses.fill(tx, dispense.id, step.filled, by);
  }

  private record(
    tx: Tx,
    caller: Caller,
    { action, patientId, id, reason }: Readonly<{ action: string; patientId: string; id: string; reason?: string }>,
  ): Promise<void> {
    const why = reason === undefined ? {} : { reason };
    return this.audit.record(tx, caller, {
      ...{ action, objectType: 'medication-dispense', objectId: id, subjectPersonId: patientId },
      ...why,
    });
  }
}
