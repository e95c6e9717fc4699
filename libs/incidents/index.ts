export { IncidentReading, type ShownIncident } from './incident-reading.service.js';
export { IncidentReview } from './incident-review.service.js';
export { IncidentsModule } from './incidents.module.js';
export { IncidentsService } from './incidents.service.js';
export { IncidentsWaiting, type IncidentWaiting } from './incidents-waiting.service.js';
export * from './messages.js';
export { incidentProblems } from './problems.js';
