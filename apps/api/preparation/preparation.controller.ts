import { Controller } from '@nestjs/common';

import { answerPreparation, readCues, readPreparation, signOffPreparation, talkThrough, writeOwnCard } from '#contracts';
import type { Caller } from '#identity';
import { PreparationService } from '#preparation';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** What is gone through before the first dose. */
@Controller()
export class PreparationController {
  constructor(private readonly preparation: PreparationService) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(readPreparation)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readPreparation>) {
    return this.preparation.read(caller, params.patientId);
  }

  @SignedIn('patient')
  @Serves(answerPreparation)
  answer(@Asks() caller: Caller, @Input() { params, body }: In<typeof answerPreparation>) {
    return this.preparation.answer(caller, params.patientId, body);
  }

  @SignedIn('patient')
  @Serves(writeOwnCard)
  writeCard(@Asks() caller: Caller, @Input() { params, body }: In<typeof writeOwnCard>) {
    return this.preparation.writeCard(caller, params.patientId, body);
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(talkThrough)
  talk(@Asks() caller: Caller, @Input() { params, body }: In<typeof talkThrough>) {
    return this.preparation.talk(caller, params.patientId, body.items);
  }

  @SignedIn('therapist')
  @Serves(signOffPreparation)
  signOff(@Asks() caller: Caller, @Input() { params }: In<typeof signOffPreparation>) {
    return this.preparation.signOff(caller, params.patientId);
  }

  @SignedIn('therapist', 'prescriber', 'physician')
  @Serves(readCues)
  cues(@Asks() caller: Caller, @Input() { params }: In<typeof readCues>) {
    return this.preparation.cues(caller, params.patientId);
  }
}
