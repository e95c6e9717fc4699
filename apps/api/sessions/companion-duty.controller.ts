import { Controller } from '@nestjs/common';

import { readCompanionDuty, relieveCompanion } from '#contracts';
import type { Caller } from '#identity';
import { CompanionDuty } from '#sessions';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Which companion of a session is on duty. */
@Controller()
export class CompanionDutyController {
  constructor(private readonly duty: CompanionDuty) {}

  @SignedIn('chaperone')
  @Serves(readCompanionDuty)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readCompanionDuty>) {
    return this.duty.read(caller, params.sessionId);
  }

  @SignedIn('chaperone', 'therapist', 'prescriber', 'physician')
  @Serves(relieveCompanion)
  async relieve(@Asks() caller: Caller, @Input() { params, body }: In<typeof relieveCompanion>) {
    const { personId, since } = await this.duty.relieve(caller, params.sessionId, body.personId);
    return { onDutyId: personId, since: since === null ? null : new Date(since).toISOString() };
  }
}
