import { Controller } from '@nestjs/common';

import { changePrescribingRule, listPrescribingRules } from '#contracts';
import { PrescribingRulesService } from '#credentials';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What states ask of prescribers. */
@Controller()
export class PrescribingRulesController {
  constructor(private readonly rules: PrescribingRulesService) {}

  @SignedIn('prescriber', 'physician', 'admin')
  @Serves(listPrescribingRules)
  async list() {
    return { rules: await this.rules.list() };
  }

  @SignedIn('admin')
  @Serves(changePrescribingRule)
  async change(@Asks() caller: Caller, @Input() { params, body }: In<typeof changePrescribingRule>) {
    const { basedOn, source, ...rule } = body;
    return { version: await this.rules.change(caller, { ...rule, ...params }, { basedOn, source }) };
  }
}
