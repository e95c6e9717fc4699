import { Controller } from '@nestjs/common';

import { changePreferredTimes, readPreferredTimes } from '#contracts';
import type { Caller } from '#identity';
import { PreferredTimesService } from '#scheduling';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
@SignedIn('patient', 'therapist', 'prescriber', 'physician')
export class PreferredTimesController {
  constructor(private readonly preferred: PreferredTimesService) {}

  @Serves(readPreferredTimes)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readPreferredTimes>) {
    return this.preferred.read(caller, params.patientId);
  }

  @Serves(changePreferredTimes)
  change(@Asks() caller: Caller, @Input() { params, body }: In<typeof changePreferredTimes>) {
    return this.preferred.change(caller, params.patientId, body.weekly);
  }
}
