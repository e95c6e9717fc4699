import { Controller } from '@nestjs/common';

import { countMedicine, disposeOfMedicine, listSupply, moveMedicine, orderMedicine, readSupply } from '#contracts';
import type { Caller } from '#identity';
import { CountsService, DisposalsService, OrdersService, SupplyService } from '#supply';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Medicine at home. */
@Controller()
export class SupplyController {
  constructor(
    private readonly supply: SupplyService,
    private readonly orders: OrdersService,
    private readonly counts: CountsService,
    private readonly disposals: DisposalsService,
  ) {}

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(listSupply)
  async list(@Asks() caller: Caller) {
    return { rows: await this.supply.list(caller) };
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(readSupply)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readSupply>) {
    return this.supply.read(caller, params.patientId);
  }

  @SignedIn('prescriber', 'physician')
  @Serves(orderMedicine)
  async order(@Asks() caller: Caller, @Input() { params, body }: In<typeof orderMedicine>) {
    return { dispenseId: await this.orders.order(caller, { ...params, ...body }) };
  }

  @SignedIn('prescriber', 'physician')
  @Serves(moveMedicine)
  async move(@Asks() caller: Caller, @Input() { params, body }: In<typeof moveMedicine>): Promise<null> {
    await this.orders.step(caller, params.patientId, params.dispenseId, body);
    return null;
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(countMedicine)
  count(@Asks() caller: Caller, @Input() { params, body }: In<typeof countMedicine>) {
    return this.counts.count(caller, params.patientId, params.dispenseId, body.units);
  }

  @SignedIn('prescriber', 'physician')
  @Serves(disposeOfMedicine)
  async dispose(@Asks() caller: Caller, @Input() { params, body }: In<typeof disposeOfMedicine>): Promise<null> {
    await this.disposals.dispose(caller, params.patientId, params.dispenseId, body);
    return null;
  }
}
