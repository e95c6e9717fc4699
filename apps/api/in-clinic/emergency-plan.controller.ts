import { Controller } from '@nestjs/common';

import { EmergencyPlanService } from '#care';
import { readEmergencyPlan, writeEmergencyPlan } from '#contracts';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What is done in the clinic when something goes wrong. */
@Controller()
export class EmergencyPlanController {
  constructor(private readonly plans: EmergencyPlanService) {}

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(readEmergencyPlan)
  async read() {
    return { plan: await this.plans.read() };
  }

  @SignedIn('prescriber', 'physician')
  @Serves(writeEmergencyPlan)
  write(@Asks() caller: Caller, @Input() { body }: In<typeof writeEmergencyPlan>) {
    return this.plans.write(caller, body);
  }
}
