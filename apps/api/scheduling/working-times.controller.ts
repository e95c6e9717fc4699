import { Controller } from '@nestjs/common';

import { changeWorkingTimes, listFreeStarts, readWorkingTimes } from '#contracts';
import type { Caller } from '#identity';
import { WorkingTimesService } from '#scheduling';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
@SignedIn('therapist', 'prescriber', 'physician', 'admin')
export class WorkingTimesController {
  constructor(private readonly times: WorkingTimesService) {}

  @Serves(readWorkingTimes)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readWorkingTimes>) {
    return this.times.read(caller, params.personId);
  }

  @Serves(changeWorkingTimes)
  change(@Asks() caller: Caller, @Input() { params, body }: In<typeof changeWorkingTimes>) {
    return this.times.change(caller, params.personId, body);
  }

  @Serves(listFreeStarts)
  freeStarts(@Asks() caller: Caller, @Input() { params, query }: In<typeof listFreeStarts>) {
    return this.times.freeStarts(caller, params.personId, query.kind, query.from, query.days);
  }
}
