import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AssessmentsModule } from '#assessments';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { IdentityModule } from '#identity';
import { SchedulingModule } from '#scheduling';
import { CaseRepository } from './case.repository.js';
import { CaseAssignment } from './case-assignment.js';
import { CaseDoor } from './case-door.js';
import { CaseTransfer } from './case-transfer.js';
import { CaseViews } from './case-views.js';
import { CasesService } from './cases.service.js';
import { ClearanceRepository } from './clearance.repository.js';
import { ClearanceWatch } from './clearance-watch.js';
import { ClearancesService } from './clearances.service.js';
import { Clinicians } from './clinicians.js';
import { Courses } from './courses.js';
import { DecisionRepository } from './decision.repository.js';
import { DecisionEvidence, DecisionWriter } from './decision-writer.js';
import { DecisionsService } from './decisions.service.js';
import { Evidence } from './evidence.js';
import { HandOffRepository } from './hand-off.repository.js';
import { HandOffsService } from './hand-offs.service.js';
import { IdentityCheckRepository } from './identity-check.repository.js';
import { IdentityChecks } from './identity-checks.service.js';
import { ScreeningNoticesReader } from './notices.js';
import { OfferEnding } from './offer-ending.js';
import { OfferTaking } from './offer-taking.js';
import { OfferWriter } from './offer-writer.js';
import { OffersService } from './offers.service.js';
import { OwnParts, OwnScreening } from './own-screening.service.js';
import { OwnersService, OwnerWatch } from './owners.service.js';
import { ScreeningAppointments } from './screening-appointments.js';
import { CaseReader, ScreeningsService } from './screenings.service.js';
import { Standings } from './standings.js';
import { CaseSteps } from './steps.service.js';
import { UnopenedCases, WorkList, WorkRows } from './work-list.service.js';

const OPEN = [
  ...[CasesService, CaseSteps, OwnersService, OwnerWatch, OffersService, HandOffsService, DecisionsService],
  ...[ClearancesService, ClearanceWatch, IdentityChecks, ScreeningsService, WorkList, OwnScreening, ScreeningNoticesReader],
];

@Module({
  imports: [
    ...[AuditModule, IdentityModule, CareModule, AlertsModule],
    ...[CredentialsModule, AssessmentsModule, SchedulingModule],
  ],
  providers: [
    ...OPEN,
    ...[CaseRepository, HandOffRepository, DecisionRepository, ClearanceRepository, IdentityCheckRepository],
    ...[CaseDoor, Clinicians, Courses, CaseTransfer, CaseAssignment, ScreeningAppointments],
    ...[OfferWriter, OfferEnding, OfferTaking, DecisionWriter, DecisionEvidence, Evidence],
    ...[CaseViews, CaseReader, Standings, WorkRows, UnopenedCases, OwnParts],
  ],
  exports: OPEN,
})
export class ScreeningModule {}
