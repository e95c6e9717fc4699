import { Controller } from '@nestjs/common';

import { listOverrides, signOverride } from '#contracts';
import type { Caller } from '#identity';
import { GateOverridesReading, GateOverridesService } from '#sessions';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What a prescriber signs over something that holds a gate, and who looks at it afterwards. */
@Controller()
export class GateOverridesController {
  constructor(
    private readonly overrides: GateOverridesService,
    private readonly reading: GateOverridesReading,
  ) {}

  @SignedIn('prescriber', 'physician')
  @Serves(signOverride)
  sign(@Asks() caller: Caller, @Input() { params, body }: In<typeof signOverride>) {
    return this.overrides.sign(caller, params.sessionId, body);
  }

  @SignedIn('prescriber', 'physician')
  @Serves(listOverrides)
  list(@Asks() caller: Caller, @Input() { query }: In<typeof listOverrides>) {
    return this.reading.list(caller, query);
  }
}
