export { AfterDischargeService } from './after-discharge.service.js';
export { CancellationService } from './cancellation.service.js';
export { CourseBooking, type Placed } from './course-booking.js';
export { DosingBookingsService } from './dosing-bookings.service.js';
export { IntegrationModule } from './integration.module.js';
export * from './messages.js';
export { integrationProblems } from './problems.js';
export { TeamReader } from './team.js';
export { VisitsService } from './visits.service.js';
