import { Module } from '@nestjs/common';

import { AftercareModule } from '#aftercare';
import { AlertsModule } from '#alerts';
import { AssessmentsModule } from '#assessments';
import { CallsModule } from '#calls';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { DocumentsModule } from '#documents';
import { IdentityModule } from '#identity';
import { IncidentsModule } from '#incidents';
import { IntegrationModule } from '#integration';
import { JournalModule } from '#journal';
import { MessagingModule } from '#messaging';
import { MonitoringFormsModule } from '#monitoring';
import { NotificationsModule } from '#notifications';
import { OversightModule } from '#oversight';
import { PairingModule } from '#pairing';
import { MonitoringModule, PlatformModule } from '#platform';
import { PreparationModule } from '#preparation';
import { ProgrammesModule } from '#programmes';
import { ProtocolsModule } from '#protocols';
import { RecordModule } from '#record';
import { SchedulingModule } from '#scheduling';
import { ScreeningModule } from '#screening';
import { SessionsModule } from '#sessions';
import { SupplyModule } from '#supply';
import { AftercareController } from './aftercare/aftercare.controller.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { RotaController } from './alerts/rota.controller.js';
import { AssessmentRulesController, AssessmentsController } from './assessments/assessments.controller.js';
import { IntakeController } from './assessments/intake.controller.js';
import { CallContactsController } from './calls/call-contacts.controller.js';
import { CallLines } from './calls/call-lines.js';
import { CallScreens } from './calls/call-screens.js';
import { CallsController } from './calls/calls.controller.js';
import { CallsGateway } from './calls/calls.gateway.js';
import { BreakGlassController } from './care/break-glass.controller.js';
import { ClausesController } from './care/clauses.controller.js';
import { ConsentsController } from './care/consents.controller.js';
import { NamedCompanionsController } from './care/named-companions.controller.js';
import { ReleasesController } from './care/releases.controller.js';
import { SettingsController } from './care/settings.controller.js';
import { TeamController } from './care/team.controller.js';
import { ClockModule } from './clock/clock.module.js';
import { LegalBasesController } from './credentials/legal-bases.controller.js';
import { LicencesController } from './credentials/licences.controller.js';
import { LocationsController } from './credentials/locations.controller.js';
import { PdmpController } from './credentials/pdmp.controller.js';
import { PrescribingRulesController } from './credentials/prescribing-rules.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { LettersController, OutsideReleasesController } from './documents/letters.controller.js';
import { EdgeModule } from './edge/edge.module.js';
import { HealthModule } from './health/health.module.js';
import { AccountController } from './identity/account.controller.js';
import { DemoController } from './identity/demo.controller.js';
import { EmailController } from './identity/email.controller.js';
import { FactorsController } from './identity/factors.controller.js';
import { InvitationsController } from './identity/invitations.controller.js';
import { PeopleController } from './identity/people.controller.js';
import { ProofsController } from './identity/proofs.controller.js';
import { RecoveryController } from './identity/recovery.controller.js';
import { SetupController } from './identity/setup.controller.js';
import { SetupToken } from './identity/setup-token.js';
import { SignInResolverModule } from './identity/sign-in-resolver.module.js';
import { SignInsController } from './identity/sign-ins.controller.js';
import { SocketTicketsController } from './identity/socket-tickets.controller.js';
import { ZonesController } from './identity/zones.controller.js';
import { EmergencyPlanController } from './in-clinic/emergency-plan.controller.js';
import { InClinicController } from './in-clinic/in-clinic.controller.js';
import { MonitoringFormsController } from './in-clinic/monitoring-forms.controller.js';
import { StockController } from './in-clinic/stock.controller.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { ClinicScheduleController } from './integration/clinic-schedule.controller.js';
import { ClosuresController } from './integration/closures.controller.js';
import { CoverLossesController } from './integration/cover-losses.controller.js';
import { DosingBookingsController } from './integration/dosing-bookings.controller.js';
import { LateChangesController } from './integration/late-changes.controller.js';
import { SeriesController } from './integration/series.controller.js';
import { VisitsController } from './integration/visits.controller.js';
import { WaitingListController } from './integration/waiting-list.controller.js';
import { JournalController } from './journal/journal.controller.js';
import { ConversationFollowers } from './messaging/conversation-followers.js';
import { ConversationsController } from './messaging/conversations.controller.js';
import { ConversationsGateway } from './messaging/conversations.gateway.js';
import { CapturedMessagesController } from './notifications/captured-messages.controller.js';
import { ContactController } from './notifications/contact.controller.js';
import { MessagesController } from './notifications/messages.controller.js';
import { TextAnswersController } from './notifications/text-answers.controller.js';
import { AuditController } from './oversight/audit.controller.js';
import { RecordViewsController } from './oversight/record-views.controller.js';
import { CoverController, ProfilesController } from './pairing/cover.controller.js';
import { PairingOffersController } from './pairing/pairing-offers.controller.js';
import { PairingsController, PairingTeamController, PairingWishesController } from './pairing/pairings.controller.js';
import { PreparationController } from './preparation/preparation.controller.js';
import { EnrolmentsController } from './programmes/enrolments.controller.js';
import { ProgrammesController } from './programmes/programmes.controller.js';
import { CourseReviewsController, OwnCourseController } from './protocols/course-reviews.controller.js';
import { DoseLedgerController } from './protocols/dose-ledger.controller.js';
import { DosesController } from './protocols/doses.controller.js';
import { PauseLimitsController } from './protocols/pause-limits.controller.js';
import { ProtocolEndingsController } from './protocols/protocol-endings.controller.js';
import { ProtocolsController } from './protocols/protocols.controller.js';
import { TemplatesController } from './protocols/templates.controller.js';
import { ChartController } from './record/chart.controller.js';
import { NotesController, PsychotherapyNotesController } from './record/notes.controller.js';
import { SessionNotesController } from './record/session-notes.controller.js';
import { WorkController } from './record/work.controller.js';
import { AppointmentLinksController } from './scheduling/appointment-links.controller.js';
import { AppointmentTypesController } from './scheduling/appointment-types.controller.js';
import { AppointmentsController } from './scheduling/appointments.controller.js';
import { CalendarFeedController, CalendarsController } from './scheduling/calendars.controller.js';
import { GroupsController } from './scheduling/groups.controller.js';
import { PatientSearchController } from './scheduling/patient-search.controller.js';
import { PreferredTimesController } from './scheduling/preferred-times.controller.js';
import { WorkingTimesController } from './scheduling/working-times.controller.js';
import { DecisionsController } from './screening/decisions.controller.js';
import { HandOffsController } from './screening/hand-offs.controller.js';
import { OwnScreeningController } from './screening/own-screening.controller.js';
import { ScreeningOwnersController, ScreeningsController } from './screening/screenings.controller.js';
import { ChaperoneLinksController } from './sessions/chaperone-links.controller.js';
import { CompanionDutyController } from './sessions/companion-duty.controller.js';
import { CompanionsController } from './sessions/companions.controller.js';
import { GateOverridesController } from './sessions/gate-overrides.controller.js';
import { LiveGateway } from './sessions/live.gateway.js';
import { LiveRooms } from './sessions/live-rooms.js';
import { LiveWelcome } from './sessions/live-welcome.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { WatchCoversController } from './sessions/watch-covers.controller.js';
import { SupplyController } from './supply/supply.controller.js';
import { SupplyReviewsController } from './supply/supply-reviews.controller.js';
import { WorkGateway } from './work/work.gateway.js';
import { WorkFollowers } from './work/work-followers.js';

/** Everything that the api serves. */
@Module({
  imports: [
    PlatformModule,
    MonitoringModule,
    EdgeModule,
    SignInResolverModule,
    HealthModule,
    ClockModule,
    IdentityModule,
    CareModule,
    CredentialsModule,
    DocumentsModule,
    AlertsModule,
    AftercareModule,
    JournalModule,
    AssessmentsModule,
    SchedulingModule,
    ProtocolsModule,
    ProgrammesModule,
    CallsModule,
    PairingModule,
    ScreeningModule,
    SupplyModule,
    IncidentsModule,
    PreparationModule,
    MonitoringFormsModule,
    SessionsModule,
    IntegrationModule,
    MessagingModule,
    NotificationsModule,
    OversightModule,
    RecordModule,
  ],
  controllers: [
    SignInsController,
    SocketTicketsController,
    ProofsController,
    FactorsController,
    AccountController,
    EmailController,
    InvitationsController,
    PeopleController,
    RecoveryController,
    SetupController,
    ZonesController,
    DemoController,
    TeamController,
    BreakGlassController,
    ReleasesController,
    SettingsController,
    ConsentsController,
    NamedCompanionsController,
    CompanionDutyController,
    WatchCoversController,
    ClausesController,
    ChartController,
    WorkController,
    NotesController,
    PsychotherapyNotesController,
    SessionNotesController,
    LicencesController,
    LegalBasesController,
    PrescribingRulesController,
    CoverLossesController,
    PdmpController,
    LocationsController,
    DocumentsController,
    OutsideReleasesController,
    LettersController,
    AlertsController,
    IntakeController,
    AssessmentsController,
    AssessmentRulesController,
    CallsController,
    CallContactsController,
    PairingsController,
    PairingWishesController,
    PairingTeamController,
    PairingOffersController,
    CoverController,
    ProfilesController,
    ScreeningsController,
    ScreeningOwnersController,
    HandOffsController,
    DecisionsController,
    OwnScreeningController,
    TemplatesController,
    ProgrammesController,
    EnrolmentsController,
    ProtocolsController,
    DosesController,
    ProtocolEndingsController,
    DoseLedgerController,
    CourseReviewsController,
    OwnCourseController,
    PauseLimitsController,
    SupplyController,
    IncidentsController,
    SupplyReviewsController,
    ...[StockController, EmergencyPlanController, MonitoringFormsController, InClinicController],
    AftercareController,
    JournalController,
    PreparationController,
    SessionsController,
    GateOverridesController,
    ChaperoneLinksController,
    CompanionsController,
    AppointmentLinksController,
    CalendarsController,
    CalendarFeedController,
    DosingBookingsController,
    ClinicScheduleController,
    ClosuresController,
    RotaController,
    LateChangesController,
    SeriesController,
    VisitsController,
    WaitingListController,
    WorkingTimesController,
    PreferredTimesController,
    PatientSearchController,
    AppointmentTypesController,
    AppointmentsController,
    GroupsController,
    ConversationsController,
    CapturedMessagesController,
    MessagesController,
    ContactController,
    TextAnswersController,
    AuditController,
    RecordViewsController,
  ],
  providers: [
    SetupToken,
    ...[LiveGateway, LiveRooms, LiveWelcome],
    ...[ConversationsGateway, ConversationFollowers],
    ...[WorkGateway, WorkFollowers],
    ...[CallsGateway, CallScreens, CallLines],
  ],
})
export class ApiModule {}
