import { Module } from '@nestjs/common';

import { AftercareModule } from '#aftercare';
import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
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
import { CourseRest } from './course-rest.js';
import { CourseSeries, SeriesChoice, SeriesRecord } from './course-series.service.js';
import { CoverRepository } from './cover.repository.js';
import { CoverLosses, LossFinder } from './cover-losses.service.js';
import { CoverPass } from './cover-pass.service.js';
import { DisplacedFinder, DisplacedService, DutyReader } from './displaced.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { FreeTimesService } from './free-times.service.js';
import { HeldVisit } from './held-visit.js';
import { MisfitFinder } from './misfits.js';
import { MoveAnswersService, MovePeople, MoveRules } from './move-answers.service.js';
import { OfferRepository } from './offer.repository.js';
import { OfferEnding } from './offer-ending.js';
import { OfferMaker } from './offer-maker.js';
import { OfferTaker } from './offer-taker.js';
import { RestCancellation, RestJudge, RestMoves, RestPeople, RestPlans } from './rest-changes.service.js';
import { RiskRepository } from './risk.repository.js';
import { SeriesLook } from './series-look.js';
import { SeriesPeople, SeriesPlans, SeriesProposer } from './series-plan.service.js';
import { SeriesReader } from './series-reader.js';
import { StandingReader } from './standing.js';
import { TeamReader } from './team.js';
import { VisitRepository } from './visit.repository.js';
import { VisitMover } from './visit-mover.js';
import { VisitMovesService } from './visit-moves.service.js';
import { VisitOutcome } from './visit-outcome.js';
import { VisitTimes } from './visit-times.js';
import { VisitViews } from './visit-views.js';
import { VisitsService } from './visits.service.js';
import { WaitingRepository } from './waiting.repository.js';
import { WaitingListService } from './waiting-list.service.js';
import { WaitingLook } from './waiting-look.service.js';
import { WaitingOffersService } from './waiting-offers.service.js';
import { WaitingOrder } from './waiting-order.js';
import { WaitingSeeker } from './waiting-seeker.js';
import { WaitingViews } from './waiting-views.js';

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
  CoverPass,
  CoverLosses,
  WaitingListService,
  WaitingViews,
  WaitingOffersService,
  WaitingLook,
  OfferEnding,
  VisitMovesService,
  CourseSeries,
  SeriesPlans,
  RestCancellation,
  RestPlans,
  RestMoves,
];
const WAITING = [WaitingOrder, WaitingRepository, OfferRepository, WaitingSeeker, OfferMaker, OfferTaker];
const DISPLACED = [DisplacedFinder, DutyReader, ClosurePeople, ClosureNews];
const SERIES = [
  CourseRest,
  SeriesChoice,
  SeriesRecord,
  SeriesLook,
  SeriesPeople,
  SeriesProposer,
  SeriesReader,
  RestJudge,
  RestPeople,
];
const AT_RISK = [RiskFacts, RiskRepository, MisfitFinder, CoverRepository, LossFinder];

@Module({
  imports: [
    AftercareModule,
    AlertsModule,
    AuditModule,
    IdentityModule,
    CareModule,
    CredentialsModule,
    SchedulingModule,
    ProtocolsModule,
    SessionsModule,
  ],
  providers: [
    ...OPEN,
    StandingReader,
    FreeTimesService,
    CourseEnding,
    CourseFinder,
    CourseMover,
    CoursePlaces,
    MovePeople,
    MoveRules,
    VisitMover,
    VisitTimes,
    VisitOutcome,
    HeldVisit,
    VisitViews,
    VisitRepository,
    ...AT_RISK,
    ...DISPLACED,
    ...WAITING,
    ...SERIES,
  ],
  exports: OPEN,
})
export class IntegrationModule {}
