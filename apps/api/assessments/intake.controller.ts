import { Controller } from '@nestjs/common';

import { IntakeService } from '#assessments';
import { answerQuestion, completeForm, readForm, readIntake } from '#contracts';
import type { Caller } from '#identity';
import { Limited } from '../edge/limited.js';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
@SignedIn('patient')
export class IntakeController {
  constructor(private readonly intake: IntakeService) {}

  @Serves(readIntake)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readIntake>) {
    return this.intake.overview(caller, params.patientId);
  }

  @Serves(readForm)
  async form(@Asks() caller: Caller, @Input() { params }: In<typeof readForm>) {
    const { questionnaire, state, own } = await this.intake.form(caller, params.patientId, params.form);
    return { questionnaire, state, answers: own };
  }

  @Limited('safety')
  @Serves(answerQuestion)
  answer(@Asks() caller: Caller, @Input() { params, body }: In<typeof answerQuestion>) {
    return this.intake.answer(caller, params.patientId, params.form, body);
  }

  @Limited('safety')
  @Serves(completeForm)
  complete(@Asks() caller: Caller, @Input() { params }: In<typeof completeForm>) {
    return this.intake.complete(caller, params.patientId, params.form);
  }
}
