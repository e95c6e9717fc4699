import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { DocumentsModule } from '#documents';
import { IdentityModule } from '#identity';
import { AnswerWriter } from './answer-writer.js';
import { AssessmentLists } from './assessment-lists.js';
import { AssessmentReader } from './assessment-reader.js';
import { AssessmentsService } from './assessments.service.js';
import { Catalogue } from './catalogue.js';
import { CrisisReader } from './crisis.js';
import { DirectorsHand } from './directors-hand.js';
import { FreshnessReader } from './freshness.js';
import { GateAnswers } from './gate-answers.js';
import { IntakeService } from './intake.service.js';
import { IntakeOverview } from './intake-overview.js';
import { MedicineChecks } from './medicine-checks.js';
import { PatientAnswers } from './patient-answers.js';
import { PatientDoor } from './patient-door.js';
import { PatientsProgress } from './patients-progress.service.js';
import { ResponseRepository } from './response.repository.js';
import { RulesRepository } from './rules.repository.js';
import { RulesService } from './rules.service.js';
import { RulesReader } from './rules-reader.js';
import { SignalRepository } from './signal.repository.js';
import { SignalNames } from './signal-names.js';
import { SignalRaiser } from './signal-raiser.js';
import { SignalReviews } from './signal-reviews.js';
import { SignalsService } from './signals.service.js';
import { TrialVerificationRepository } from './trial-verification.repository.js';
import { TrialEvidences, TrialsService } from './trials.service.js';
import { VerifiedTrials } from './verified-trials.js';

const OPEN = [
  IntakeService,
  AssessmentsService,
  PatientsProgress,
  RulesService,
  SignalsService,
  TrialsService,
  GateAnswers,
  MedicineChecks,
  DirectorsHand,
];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, DocumentsModule, AlertsModule],
  providers: [
    ...OPEN,
    ...[Catalogue, PatientAnswers, PatientDoor, AnswerWriter, CrisisReader, SignalRaiser, SignalReviews],
    ...[AssessmentReader, AssessmentLists, SignalNames, RulesReader, FreshnessReader, IntakeOverview],
    ...[ResponseRepository, SignalRepository, RulesRepository, TrialVerificationRepository],
    ...[TrialEvidences, VerifiedTrials],
  ],
  exports: OPEN,
})
export class AssessmentsModule {}
