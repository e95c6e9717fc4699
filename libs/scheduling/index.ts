export { type Agenda, type AgendaAppointment, AgendaService, type ClinicianTime } from './agenda.service.js';
export { alsoTaken } from './also-taken.js';
export type { AppointmentRow, Meeting, NamedAppointment, PartyTime } from './appointment.repository.js';
export { AppointmentBookings, AppointmentViews } from './appointment-bookings.service.js';
export { AppointmentEndings } from './appointment-endings.service.js';
export { AppointmentLinksService } from './appointment-links.service.js';
export { AppointmentMoves, AppointmentRoom } from './appointment-moves.service.js';
export { AppointmentTypesService } from './appointment-types.service.js';
export { type Attendee, AvailabilityService, type Openings, type Party, visitsOf } from './availability.service.js';
export type { Calendars } from './calendar.repository.js';
export type { Invitation } from './calendar-text.js';
export { ChangesService, type Judged } from './changes.service.js';
export { slotsOfAny } from './domain/any-of.js';
export { apartRules, type CoursePoint, isSamePoint, type PlannedStart, type WantedPoint } from './domain/apart.js';
export { isSingle, type SingleKind } from './domain/appointment-types.js';
export { hoursOf } from './domain/attendees.js';
export { type ChangeReason, cancelledAs } from './domain/change-terms.js';
export type { Grid } from './domain/grid.js';
export { type Misfit, misfitsOf } from './domain/misfit.js';
export { REMINDER_KINDS, remindersOf } from './domain/reminder-plan.js';
export {
  type Ask,
  type Attendance,
  explain,
  isBookable,
  noticeRule,
  type Refusal,
  type RefusalCode,
  type Rule,
  type Search,
  search,
  slots,
} from './domain/search.js';
export { readWallTime, type WallTime } from './domain/wall-time.js';
export { daySpans, fullDays, keptHours, timeOff, tooNear, type WorkPlan } from './domain/work-plan.js';
export type { WeeklyHours } from './domain/working-hours.js';
export { ExternalCalendarsService } from './external-calendars.service.js';
export { FeedsService } from './feeds.service.js';
export { GroupLeaders } from './group-leaders.service.js';
export { GroupPlaces } from './group-places.service.js';
export { GroupSessions } from './group-sessions.service.js';
export type { Held } from './hold.repository.js';
export { HoldsService } from './holds.service.js';
export { LateChangesService } from './late-changes.service.js';
export * from './messages.js';
export { InvitationsToCalendars, MyCalendarService } from './my-calendar.service.js';
export { PatientSearchService } from './patient-search.service.js';
export { PreferredTimesService } from './preferred-times.service.js';
export { schedulingProblems } from './problems.js';
export { SchedulingModule } from './scheduling.module.js';
export { SchedulingService } from './scheduling.service.js';
export { type TimeAway, WorkingTimesService } from './working-times.service.js';
