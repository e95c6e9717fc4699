import { Controller } from '@nestjs/common';

import { answerClearance, askClearance, decideScreening, readClearance, withdrawClearance } from '#contracts';
import type { Caller } from '#identity';
import { ClearancesService, DecisionsService } from '#screening';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Decisions, and what is asked outside before one. Therapists note what came back; reading it is a prescriber's. */
@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class DecisionsController {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly clearances: ClearancesService,
  ) {}

  @Serves(decideScreening)
  @SignedIn('prescriber', 'physician')
  decide(@Asks() caller: Caller, @Input() { params, body }: In<typeof decideScreening>) {
    return this.decisions.decide(caller, params.patientId, body);
  }

  @Serves(askClearance)
  ask(@Asks() caller: Caller, @Input() { params, body }: In<typeof askClearance>) {
    return this.clearances.ask(caller, params.patientId, body);
  }

  @Serves(answerClearance)
  async answer(@Asks() caller: Caller, @Input() { params, body }: In<typeof answerClearance>) {
    await this.clearances.answer(caller, params.clearanceId, body);
    return null;
  }

  @Serves(readClearance)
  @SignedIn('prescriber', 'physician')
  async read(@Asks() caller: Caller, @Input() { params }: In<typeof readClearance>) {
    await this.clearances.read(caller, params.clearanceId);
    return null;
  }

  @Serves(withdrawClearance)
  async withdraw(@Asks() caller: Caller, @Input() { params }: In<typeof withdrawClearance>) {
    await this.clearances.withdraw(caller, params.clearanceId);
    return null;
  }
}
