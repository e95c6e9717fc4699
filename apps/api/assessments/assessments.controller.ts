import { Controller } from '@nestjs/common';

import { AssessmentsService, PatientsProgress, RulesService, TrialsService } from '#assessments';
import {
  listAssessments,
  readAssessmentRules,
  readAssessments,
  registerSafetyWording,
  reviewSignal,
  signAssessmentRules,
  verifyTrial,
  withdrawTrialVerification,
} from '#contracts';
import type { Caller } from '#identity';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
@SignedIn('therapist', 'prescriber', 'physician')
export class AssessmentsController {
  constructor(
    private readonly assessments: AssessmentsService,
    private readonly progress: PatientsProgress,
    private readonly trials: TrialsService,
  ) {}

  @Serves(listAssessments)
  async list(@Asks() caller: Caller) {
    return { patients: await this.progress.list(caller) };
  }

  @Serves(readAssessments)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readAssessments>) {
    return this.assessments.read(caller, params.patientId);
  }

  @Serves(reviewSignal)
  async review(@Asks() caller: Caller, @Input() { params, body }: In<typeof reviewSignal>): Promise<null> {
    await this.assessments.review(caller, params.patientId, params.signalId, body);
    return null;
  }

  @Serves(verifyTrial)
  verifyTrial(@Asks() caller: Caller, @Input() { params, body }: In<typeof verifyTrial>) {
    return this.trials.verify(caller, params.patientId, body.key, body.evidence);
  }

  @Serves(withdrawTrialVerification)
  async withdrawTrial(@Asks() caller: Caller, @Input() { params }: In<typeof withdrawTrialVerification>): Promise<null> {
    await this.trials.withdraw(caller, params.patientId, params.verificationId);
    return null;
  }
}

@Controller()
export class AssessmentRulesController {
  constructor(private readonly rules: RulesService) {}

  @SignedIn('therapist', 'prescriber', 'physician', 'admin')
  @Serves(readAssessmentRules)
  read() {
    return this.rules.read();
  }

  @SignedIn('prescriber', 'physician')
  @Serves(signAssessmentRules)
  sign(@Asks() caller: Caller, @Input() { body }: In<typeof signAssessmentRules>) {
    return this.rules.sign(caller, body);
  }

  @SignedIn('prescriber', 'physician')
  @Serves(registerSafetyWording)
  register(@Asks() caller: Caller, @Input() { body }: In<typeof registerSafetyWording>) {
    return this.rules.register(caller, body.registration, body.words);
  }
}
