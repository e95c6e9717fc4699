import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { IdentityModule } from '#identity';
import { AgendaRepository } from './agenda.repository.js';
import { AgendaService } from './agenda.service.js';
import { AppointmentRepository } from './appointment.repository.js';
import { AppointmentAccess } from './appointment-access.js';
import { AppointmentBookings, AppointmentViews } from './appointment-bookings.service.js';
import { AppointmentEndings } from './appointment-endings.service.js';
import { AppointmentLinkRepository } from './appointment-link.repository.js';
import { AppointmentLinksService } from './appointment-links.service.js';
import { AppointmentMoves, AppointmentRoom } from './appointment-moves.service.js';
import { AppointmentPeople } from './appointment-people.js';
import { AppointmentTimes } from './appointment-times.js';
import { AppointmentTypeRepository } from './appointment-type.repository.js';
import { AppointmentTypesService } from './appointment-types.service.js';
import { AvailabilityService } from './availability.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { ChangeRepository } from './change.repository.js';
import { ChangesService } from './changes.service.js';
import { ClinicianTimes } from './clinician-times.js';
import { ExternalCalendarRepository } from './external-calendar.repository.js';
import { ExternalCalendarsService } from './external-calendars.service.js';
import { FeedRepository } from './feed.repository.js';
import { FeedDoor } from './feed-door.js';
import { FeedsService } from './feeds.service.js';
import { GroupRepository } from './group.repository.js';
import { GroupLeaders, LeaderChanges, LeaderRules } from './group-leaders.service.js';
import { GroupPlaces, PlaceBooking, PlaceRules } from './group-places.service.js';
import { GroupChanges, GroupRoom, GroupSessions } from './group-sessions.service.js';
import { GroupTimes } from './group-times.js';
import { GroupViews } from './group-views.js';
import { HoldRepository } from './hold.repository.js';
import { HoldsService } from './holds.service.js';
import { LateChangesService } from './late-changes.service.js';
import { InvitationsToCalendars, MyCalendarService } from './my-calendar.service.js';
import { PatientSearchService } from './patient-search.service.js';
import { PreferredTimesService } from './preferred-times.service.js';
import { RemoteCalendar } from './remote-calendar.js';
import { RemoteTimes } from './remote-times.js';
import { SchedulingService } from './scheduling.service.js';
import { SingleAppointmentRepository } from './single-appointment.repository.js';
import { WorkPlanRepository } from './work-plan.repository.js';
import { WorkingTimesService } from './working-times.service.js';

const OPEN = [
  AgendaService,
  SchedulingService,
  AppointmentBookings,
  AppointmentViews,
  AppointmentMoves,
  AppointmentRoom,
  AppointmentEndings,
  GroupSessions,
  GroupLeaders,
  GroupPlaces,
  HoldsService,
  ChangesService,
  LateChangesService,
  AvailabilityService,
  AppointmentLinksService,
  WorkingTimesService,
  PreferredTimesService,
  PatientSearchService,
  AppointmentTypesService,
  FeedsService,
  MyCalendarService,
  ExternalCalendarsService,
  InvitationsToCalendars,
];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, CredentialsModule],
  providers: [
    ...OPEN,
    ClinicianTimes,
    AppointmentAccess,
    AppointmentPeople,
    AppointmentTimes,
    SingleAppointmentRepository,
    GroupRepository,
    LeaderRules,
    LeaderChanges,
    GroupTimes,
    GroupViews,
    GroupRoom,
    GroupChanges,
    PlaceRules,
    PlaceBooking,
    AgendaRepository,
    AppointmentRepository,
    AppointmentLinkRepository,
    AppointmentTypeRepository,
    HoldRepository,
    ChangeRepository,
    CalendarRepository,
    WorkPlanRepository,
    FeedRepository,
    FeedDoor,
    ExternalCalendarRepository,
    RemoteCalendar,
    RemoteTimes,
  ],
  exports: OPEN,
})
export class SchedulingModule {}
