import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { IdentityModule } from '#identity';
import { AssignmentRepository } from './assignment.repository.js';
import { BreakGlassService } from './break-glass.service.js';
import { CareService } from './care.service.js';
import { ClauseRepository } from './clause.repository.js';
import { ClausePeople } from './clause-people.js';
import { ClausePublication } from './clause-publication.js';
import { ClausesService } from './clauses.service.js';
import { CompanionRepository } from './companion.repository.js';
import { CompanionNaming } from './companion-naming.js';
import { CompanionReader } from './companion-reader.js';
import { CompanionReadiness } from './companion-readiness.service.js';
import { CompanionStepRepository } from './companion-step.repository.js';
import { ConsentRepository } from './consent.repository.js';
import { ConsentDoor } from './consent-door.js';
import { ConsentSigning } from './consent-signing.js';
import { ConsentStanding } from './consent-standing.js';
import { ConsentViews } from './consent-views.js';
import { ConsentsService } from './consents.service.js';
import { EmergencyCardService } from './emergency-card.service.js';
import { EmergencyPlanRepository } from './emergency-plan.repository.js';
import { EmergencyPlanService } from './emergency-plan.service.js';
import { EmergencyPlanDoor } from './emergency-plan-door.js';
import { EnrolmentService } from './enrolment.service.js';
import { GlassRepository } from './glass.repository.js';
import { GlassFinder } from './glass-finder.js';
import { GlassPeople } from './glass-people.js';
import { GlassReviews } from './glass-reviews.service.js';
import { GlassTraces } from './glass-traces.js';
import { CareHandOver } from './hand-over.service.js';
import { NamedCompanionsService } from './named-companions.service.js';
import { ReleasesService } from './releases.service.js';
import { SettingsRepository } from './settings.repository.js';
import { SettingsService } from './settings.service.js';
import { SettingsPeople } from './settings-people.js';
import { TeamService } from './team.service.js';
import { TeamPeople } from './team-people.js';
import { TieRepository } from './tie.repository.js';

const OPEN = [
  CareService,
  EmergencyCardService,
  EmergencyPlanService,
  EnrolmentService,
  TeamService,
  BreakGlassService,
  GlassReviews,
  GlassPeople,
  ReleasesService,
  SettingsService,
  CareHandOver,
  CompanionReadiness,
  ...[NamedCompanionsService, CompanionNaming, CompanionReader],
  ...[ConsentsService, ConsentSigning, ConsentViews, ClausesService, ClausePublication],
];

@Module({
  imports: [AuditModule, IdentityModule],
  providers: [
    ...OPEN,
    TeamPeople,
    SettingsPeople,
    ...[EmergencyPlanRepository, EmergencyPlanDoor],
    GlassFinder,
    GlassTraces,
    TieRepository,
    AssignmentRepository,
    CompanionRepository,
    GlassRepository,
    ...[ConsentRepository, ConsentStanding, ConsentDoor, ClauseRepository, ClausePeople],
    SettingsRepository,
    CompanionStepRepository,
  ],
  exports: OPEN,
})
export class CareModule {}
