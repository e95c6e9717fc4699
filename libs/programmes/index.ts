export { EnrolmentViews } from './enrolment-views.js';
export { EnrolmentsService, type MovedTo, type Recorded } from './enrolments.service.js';
export { programmeProblems } from './problems.js';
export { ProgrammeViews } from './programme-views.js';
export { ProgrammesModule } from './programmes.module.js';
export { ProgrammesService } from './programmes.service.js';
export { SHIPPED_PROGRAMMES } from './shipped/shipped-programmes.js';
