import { Controller } from '@nestjs/common';

import { listWork } from '#contracts';
import type { Caller } from '#identity';
import { WorkService } from '#record';
import { SignedIn } from '../edge/policy.js';
import { Asks, Serves } from '../edge/serves.js';

/** What waits for a clinician. */
@Controller()
export class WorkController {
  constructor(private readonly work: WorkService) {}

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(listWork)
  list(@Asks() caller: Caller) {
    return this.work.list(caller);
  }
}
