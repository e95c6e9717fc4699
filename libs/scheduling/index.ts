export type { Meeting, PartyTime } from './appointment.repository.js';
export { AppointmentLinksService } from './appointment-links.service.js';
export { type Attendee, AvailabilityService, type Openings } from './availability.service.js';
export type { WeeklyHours } from './domain/working-hours.js';
export { isoWeekday, type LocalTime, offsetMinAt, toInstant, toLocal, type ZoneTable } from './domain/zone.js';
export * from './messages.js';
export { schedulingProblems } from './problems.js';
export { SchedulingModule } from './scheduling.module.js';
export { SchedulingService } from './scheduling.service.js';
