import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { CountWriter } from './count-writer.js';
import { DispenseRepository, type Filled, type NewDispense } from './dispense.repository.js';
import { OrdersService, type PharmacyStep } from './orders.service.js';

/** A dispense on its whole way to the patient. `by`: who heard of it; `counted`: what the patient found in the parcel. */
export type Stock = Readonly<{ dispense: NewDispense; filled: Filled; counted: number; by: string }>;

/** For whoever makes a clinic: medicine that has come by the same ways as any other. */
@Injectable()
export class SupplyStock {
  constructor(
    private readonly orders: OrdersService,
    private readonly dispenses: DispenseRepository,
    private readonly writer: CountWriter,
  ) {}

  /** @returns the id of the dispense */
  async put(tx: Tx, { dispense, filled, counted, by }: Stock): Promise<string> {
    const { patientId } = dispense;
    const id = await this.ship(tx, dispense, filled, by);
    await this.writer.write(tx, (await this.dispenses.lock(tx, patientId, id))!, counted, patientId);
    return id;
  }

  /** One that is still in the post. */
  async ship(tx: Tx, dispense: NewDispense, filled: Filled, by: string): Promise<string> {
    const id = await this.orders.put(tx, dispense, by);
    const steps: readonly PharmacyStep[] = [{ to: 'sent-to-pharmacy' }, { to: 'filled', filled }, { to: 'shipped' }];
    for (const step of steps) await this.orders.move(tx, (await this.dispenses.lock(tx, dispense.patientId, id))!, step, by);
    return id;
  }
}
