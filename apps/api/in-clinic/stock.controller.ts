import { Controller } from '@nestjs/common';

import { countStock, listStock, receiveStock } from '#contracts';
import type { Caller } from '#identity';
import { StockService } from '#supply';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** The clinic's own medicine. */
@Controller()
export class StockController {
  constructor(private readonly stock: StockService) {}

  @SignedIn('prescriber', 'physician')
  @Serves(listStock)
  async list(@Asks() caller: Caller) {
    return { lots: await this.stock.list(caller) };
  }

  @SignedIn('prescriber', 'physician')
  @Serves(receiveStock)
  async receive(@Asks() caller: Caller, @Input() { body }: In<typeof receiveStock>) {
    return { lotId: await this.stock.receive(caller, body) };
  }

  @SignedIn('prescriber', 'physician')
  @Serves(countStock)
  async count(@Asks() caller: Caller, @Input() { params, body }: In<typeof countStock>) {
    return { onHandUnits: await this.stock.count(caller, params.lotId, body) };
  }
}
