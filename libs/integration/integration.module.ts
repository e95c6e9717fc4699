import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { ProtocolsModule } from '#protocols';
import { SchedulingModule } from '#scheduling';
import { SessionsModule } from '#sessions';
import { AfterDischargeService } from './after-discharge.service.js';
import { AtRiskService, RiskFacts } from './at-risk.service.js';
import { CancellationService } from './cancellation.service.js';
import { ClinicScheduleService, CourseFinder } from './clinic-schedule.service.js';
import { ClosureNews, ClosurePeople, ClosuresService } from './closures.service.js';
import { CourseBooking } from './course-booking.js';
import { CourseChoice } from './course-choice.service.js';
import { CourseEnding } from './course-ending.js';
import { CourseMover } from './course-mover.js';
import { CourseMovesService } from './course-moves.service.js';
import { CoursePlaces } from './course-places.js';
import { DisplacedFinder, DisplacedService, DutyReader } from './displaced.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { FreeTimesService } from './free-times.service.js';
import { MisfitFinder } from './misfits.js';
import { MoveAnswersService, MovePeople, MoveRules } from './move-answers.service.js';
import { RiskRepository } from './risk.repository.js';
import { StandingReader } from './standing.js';
import { TeamReader } from './team.js';
import { VisitRepository } from './visit.repository.js';
import { VisitOutcome } from './visit-outcome.js';
import { VisitViews } from './visit-views.js';
import { VisitsService } from './visits.service.js';

const OPEN = [
  DosingBookingsService,
  CourseChoice,
  CourseMovesService,
  CancellationService,
  VisitsService,
  AfterDischargeService,
  CourseBooking,
  TeamReader,
  ClinicScheduleService,
  MoveAnswersService,
  ClosuresService,
  DisplacedService,
  AtRiskService,
];

@Module({
  imports: [AlertsModule, AuditModule, IdentityModule, CareModule, SchedulingModule, ProtocolsModule, SessionsModule],
  providers: [
    ...OPEN,
    StandingReader,
    FreeTimesService,
    CourseEnding,
    CourseFinder,
    MovePeople,
    MoveRules,
    RiskFacts,
    RiskRepository,
    MisfitFinder,
    DisplacedFinder,
    DutyReader,
    ClosurePeople,
    ClosureNews,
    CourseMover,
    CoursePlaces,
    VisitOutcome,
    VisitViews,
    VisitRepository,
  ],
  exports: OPEN,
})
export class IntegrationModule {}
