import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AssessmentsModule } from '#assessments';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { IdentityModule } from '#identity';
import { ConsentWatch } from './consent-watch.js';
import { CourseDecisionsService } from './course-decisions.service.js';
import { CourseFactsRepository } from './course-facts.repository.js';
import { CourseReviewsService } from './course-reviews.service.js';
import { DecisionRepository } from './decision.repository.js';
import { DecisionDoor } from './decision-door.js';
import { DoseSigning } from './dose-signing.js';
import { DosesWaiting } from './doses-waiting.service.js';
import { DraftsService } from './drafts.service.js';
import { EndingsService } from './endings.service.js';
import { LedgerService } from './ledger.service.js';
import { OwnPlan } from './own-plan.service.js';
import { PauseRepository } from './pause.repository.js';
import { PauseLimitsRepository } from './pause-limits.repository.js';
import { ClinicPauseLimits, PatientPauseLimits } from './pause-limits.service.js';
import { PauseLimitsDesk } from './pause-limits-desk.js';
import { PauseNotices } from './pause-notices.js';
import { PauseViews } from './pause-views.js';
import { PauseWatch } from './pause-watch.js';
import { ProposalRepository } from './proposal.repository.js';
import { ProposalsService } from './proposals.service.js';
import { ProtocolRepository } from './protocol.repository.js';
import { ProtocolDoor } from './protocol-door.js';
import { ProtocolParts } from './protocol-parts.js';
import { ProtocolReader } from './protocol-reader.js';
import { ProtocolsService } from './protocols.service.js';
import { PublishedTemplates } from './published-templates.js';
import { RequestRepository } from './request.repository.js';
import { RequestsService } from './requests.service.js';
import { ReviewNames } from './review-names.js';
import { SignatureRepository } from './signature.repository.js';
import { SignaturesService } from './signatures.service.js';
import { SigningAuthority } from './signing-authority.js';
import { SigningDesk } from './signing-desk.js';
import { TemplateRepository } from './template.repository.js';
import { TemplateViews } from './template-views.js';
import { TemplatesService } from './templates.service.js';
import { VersionRepository } from './version.repository.js';
import { VersionBounds } from './version-bounds.js';
import { VersionSigning } from './version-signing.js';
import { WholeSigning } from './whole-signing.js';

const OPEN = [
  ProtocolsService,
  TemplatesService,
  TemplateViews,
  PublishedTemplates,
  DraftsService,
  SignaturesService,
  ProposalsService,
  RequestsService,
  ProtocolReader,
  OwnPlan,
  LedgerService,
  DosesWaiting,
  ClinicPauseLimits,
  PatientPauseLimits,
  PauseWatch,
  ConsentWatch,
  CourseReviewsService,
  CourseDecisionsService,
  EndingsService,
];
const PAUSES = [
  PauseLimitsRepository,
  PauseLimitsDesk,
  PauseRepository,
  PauseNotices,
  PauseViews,
  ReviewNames,
  DecisionDoor,
  DecisionRepository,
  CourseFactsRepository,
];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, CredentialsModule, AssessmentsModule, AlertsModule],
  providers: [
    ...OPEN,
    ...PAUSES,
    ...[ProtocolRepository, TemplateRepository, VersionRepository, SignatureRepository, ProposalRepository, RequestRepository],
    ...[ProtocolDoor, ProtocolParts, VersionBounds, SigningAuthority, SigningDesk, VersionSigning, DoseSigning, WholeSigning],
  ],
  exports: OPEN,
})
export class ProtocolsModule {}
