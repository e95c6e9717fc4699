import { Controller } from '@nestjs/common';

import { listAtRisk, listDisplaced, takeTimeOff } from '#contracts';
import type { Caller } from '#identity';
import { AtRiskService, ClosuresService, DisplacedService } from '#integration';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What does not go as it was planned: somebody is away, or an appointment may not take place as it is booked. */
@Controller()
export class ClosuresController {
  constructor(
    private readonly closures: ClosuresService,
    private readonly displaced: DisplacedService,
    private readonly risks: AtRiskService,
  ) {}

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(takeTimeOff)
  close(@Asks() caller: Caller, @Input() { body }: In<typeof takeTimeOff>) {
    return this.closures.close(caller, body.personId, body.away);
  }

  @SignedIn('admin')
  @Serves(listDisplaced)
  listDisplaced(@Asks() caller: Caller, @Input() { query }: In<typeof listDisplaced>) {
    return this.displaced.list(caller, query.days);
  }

  @SignedIn('admin')
  @Serves(listAtRisk)
  listAtRisk(@Asks() caller: Caller, @Input() { query }: In<typeof listAtRisk>) {
    return this.risks.list(caller, query.days);
  }
}
