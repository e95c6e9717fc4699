export { CareModule } from './care.module.js';
export { CareService, type Team } from './care.service.js';
export type { Assignment } from './domain/access.js';
export { EmergencyCardService, type EmergencyDetails } from './emergency-card.service.js';
export { EnrolmentService } from './enrolment.service.js';
export { careProblems } from './problems.js';
export type { ClinicSettings } from './settings.repository.js';
