import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { StockLot } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { ClinicStock } from './clinic-stock.js';
import { supplyProblems } from './problems.js';
import { type NewLot, StockRepository } from './stock.repository.js';

/** What two people have counted, or have destroyed. */
export type StockCount = Readonly<{ units: number; why: 'counted' | 'destroyed'; witness: string }>;

/** The clinic's own medicine, for those who prescribe. It belongs to no patient. */
@Injectable()
export class StockService {
  constructor(
    private readonly database: Database,
    private readonly clinic: ClinicStock,
    private readonly stock: StockRepository,
    private readonly audit: Audit,
  ) {}

  async list(caller: Caller): Promise<StockLot[]> {
    await this.audit.recordRead(caller, { action: 'list-stock', objectType: 'stock-lot' });
    return this.clinic.lots(this.database.read);
  }

  /** @returns its id. @throws `supply.over` */
  async receive(caller: Caller, lot: NewLot): Promise<string> {
    return this.database.transact(async (tx) => {
      const objectId = await this.clinic.receive(tx, lot, caller.personId);
      await this.audit.record(tx, caller, { action: 'receive-stock', objectType: 'stock-lot', objectId });
      return objectId;
    });
  }

  /**
   * Brings the ledger to what is there. What was destroyed only ever makes it less.
   *
   * @returns units on hand. @throws `supply.no-stock`, `supply.nothing-differs`, `supply.not-so-many`
   */
  async count(caller: Caller, lotId: string, { units, why, witness }: StockCount): Promise<number> {
    return this.database.transact(async (tx) => {
      const lot = await this.stock.lock(tx, lotId);
      if (!lot) throw supplyProblems.noStock();
      const difference = units - lot.onHandUnits;
      if (difference === 0) throw supplyProblems.nothingDiffers();
      if (why === 'destroyed' && difference > 0) throw supplyProblems.notSoMany();
      const kind = why === 'destroyed' ? 'destroyed' : 'adjusted';
      await this.stock.move(tx, { lotId, kind, units: difference, by: caller.personId, witness });
      await this.audit.record(tx, caller, { action: 'count-stock', objectType: 'stock-lot', objectId: lotId, reason: why });
      return units;
    });
  }
}
