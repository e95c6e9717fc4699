import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AssessmentsModule } from '#assessments';
import { AuditModule } from '#audit';
import { CallsModule } from '#calls';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { IdentityModule } from '#identity';
import { SchedulingModule } from '#scheduling';
import { CaseRepository } from './case.repository.js';
import { CaseAssignment } from './case-assignment.js';
import { CaseCare } from './case-care.js';
import { CaseDoor } from './case-door.js';
import { CaseReader } from './case-reader.js';
import { CaseTransfer } from './case-transfer.js';
import { CaseViews } from './case-views.js';
import { CasesService } from './cases.service.js';
import { ClearanceRepository } from './clearance.repository.js';
import { ClearanceWatch } from './clearance-watch.js';
import { ClearancesService } from './clearances.service.js';
import { Clinicians } from './clinicians.js';
import { Courses } from './courses.js';
import { DecisionRepository } from './decision.repository.js';
import { DecisionEvidence } from './decision-evidence.js';
import { DecisionWriter } from './decision-writer.js';
import { DecisionsService } from './decisions.service.js';
import { Evidence } from './evidence.js';
import { HandOffRepository } from './hand-off.repository.js';
import { HandOffsService } from './hand-offs.service.js';
import { IdentityCheckRepository } from './identity-check.repository.js';
import { IdentityChecks } from './identity-checks.service.js';
import { ScreeningNoticesReader } from './notices.js';
import { OfferEnding } from './offer-ending.js';
import { OfferSettling } from './offer-settling.js';
import { OfferTaking } from './offer-taking.js';
import { OfferWriter } from './offer-writer.js';
import { OffersService } from './offers.service.js';
import { OwnParts } from './own-parts.js';
import { OwnScreening } from './own-screening.service.js';
import { OwnerWatch } from './owner-watch.js';
import { OwnersService } from './owners.service.js';
import { ScreenerAccess } from './screener-access.js';
import { ScreeningAppointments } from './screening-appointments.js';
import { ScreeningCalls } from './screening-calls.js';
import { ScreeningsService } from './screenings.service.js';
import { Standings } from './standings.js';
import { CaseSteps } from './steps.service.js';
import { UnopenedCases } from './unopened-cases.js';
import { WorkList } from './work-list.service.js';
import { WorkRows } from './work-rows.js';

const OPEN = [
  ...[CasesService, CaseSteps, OwnersService, OwnerWatch, OffersService, HandOffsService, DecisionsService],
  ...[ClearancesService, ClearanceWatch, IdentityChecks, ScreeningsService, WorkList, OwnScreening, ScreeningNoticesReader],
  ScreenerAccess,
];

@Module({
  imports: [
    ...[AuditModule, IdentityModule, CareModule, AlertsModule],
    ...[CredentialsModule, AssessmentsModule, SchedulingModule, CallsModule],
  ],
  providers: [
    ...OPEN,
    ...[CaseRepository, HandOffRepository, DecisionRepository, ClearanceRepository, IdentityCheckRepository],
    ...[CaseDoor, CaseCare, Clinicians, Courses, CaseTransfer, CaseAssignment, ScreeningAppointments, ScreeningCalls],
    ...[OfferWriter, OfferEnding, OfferSettling, OfferTaking, DecisionWriter, DecisionEvidence, Evidence],
    ...[CaseViews, CaseReader, Standings, WorkRows, UnopenedCases, OwnParts],
  ],
  exports: OPEN,
})
export class ScreeningModule {}
