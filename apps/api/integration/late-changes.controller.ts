import { Controller } from '@nestjs/common';

import { decideLateChange, listLateChanges } from '#contracts';
import type { Caller } from '#identity';
import { LateChangesService } from '#scheduling';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class LateChangesController {
  constructor(private readonly changes: LateChangesService) {}

  @SignedIn('admin')
  @Serves(listLateChanges)
  async list(@Asks() caller: Caller) {
    return { changes: await this.changes.list(caller) };
  }

  @SignedIn('admin')
  @Serves(decideLateChange)
  async decide(@Asks() caller: Caller, @Input() { params, body }: In<typeof decideLateChange>): Promise<null> {
    await this.changes.decide(caller, params.changeId, body.decision, body.reason);
    return null;
  }
}
