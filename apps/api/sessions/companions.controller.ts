import { Controller } from '@nestjs/common';

import { type CompanionView, readCompanion, recordCompanionStep } from '#contracts';
import type { Caller } from '#identity';
import { type CompanionOfSession, CompanionsService } from '#sessions';
import { Limited } from '../edge/limited.js';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class CompanionsController {
  constructor(private readonly companions: CompanionsService) {}

  @SignedIn('chaperone', 'therapist', 'prescriber', 'physician')
  @Serves(readCompanion)
  async read(@Asks() caller: Caller, @Input() { params }: In<typeof readCompanion>) {
    return toJson(await this.companions.read(caller, params.sessionId));
  }

  @SignedIn('chaperone', 'therapist', 'prescriber', 'physician')
  @Limited('safety')
  @Serves(recordCompanionStep)
  async record(@Asks() caller: Caller, @Input() { params, body }: In<typeof recordCompanionStep>) {
    return toJson(await this.companions.record(caller, params.sessionId, body));
  }
}

const toJson = ({ personId, displayName, lacks, versions, done }: CompanionOfSession): CompanionView => ({
  ...{ personId, displayName, lacks: [...lacks], versions: { ...versions } },
  done: done.map(({ step, at, isPassed, isGood, recordedBy }) => ({
    ...{ step, isPassed, isGood },
    at: at.toISOString(),
    byPhone: recordedBy !== personId,
  })),
});
