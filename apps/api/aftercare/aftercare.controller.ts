import { Controller } from '@nestjs/common';

import { AftercareService } from '#aftercare';
import { answerAftercare, readAftercare } from '#contracts';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** How patients are after their sessions. */
@Controller()
export class AftercareController {
  constructor(private readonly aftercare: AftercareService) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(readAftercare)
  async read(@Asks() caller: Caller, @Input() { params }: In<typeof readAftercare>) {
    return { checks: await this.aftercare.read(caller, params.patientId) };
  }

  @SignedIn('patient')
  @Serves(answerAftercare)
  answer(@Asks() caller: Caller, @Input() { params, body }: In<typeof answerAftercare>) {
    return this.aftercare.answer(caller, params.checkId, body);
  }
}
