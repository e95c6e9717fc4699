import { Controller } from '@nestjs/common';

import { RotaReader, RotaService } from '#alerts';
import { addDuty, addWeeklyDuties, changeDuty, handOverDuty, readRota, removeDuty, swapDuties } from '#contracts';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class RotaController {
  constructor(
    private readonly reader: RotaReader,
    private readonly rota: RotaService,
  ) {}

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(readRota)
  read(@Input() { query }: In<typeof readRota>) {
    return this.reader.read(query.from, query.days);
  }

  @SignedIn('admin')
  @Serves(addDuty)
  async add(@Asks() caller: Caller, @Input() { body }: In<typeof addDuty>) {
    return { duties: await this.rota.add(caller, body) };
  }

  @SignedIn('admin')
  @Serves(addWeeklyDuties)
  async addWeekly(@Asks() caller: Caller, @Input() { body }: In<typeof addWeeklyDuties>) {
    return { duties: await this.rota.addWeekly(caller, body) };
  }

  @SignedIn('admin')
  @Serves(changeDuty)
  async change(@Asks() caller: Caller, @Input() { params, body }: In<typeof changeDuty>) {
    return { duties: await this.rota.change(caller, params.dutyId, body) };
  }

  @SignedIn('admin')
  @Serves(handOverDuty)
  async handOver(@Asks() caller: Caller, @Input() { params, body }: In<typeof handOverDuty>) {
    return { duties: await this.rota.handOver(caller, params.dutyId, body.personId) };
  }

  @SignedIn('admin')
  @Serves(removeDuty)
  async remove(@Asks() caller: Caller, @Input() { params }: In<typeof removeDuty>): Promise<null> {
    await this.rota.remove(caller, params.dutyId);
    return null;
  }

  @SignedIn('admin')
  @Serves(swapDuties)
  async swap(@Asks() caller: Caller, @Input() { body }: In<typeof swapDuties>) {
    return { duties: await this.rota.swap(caller, body.dutyIds) };
  }
}
