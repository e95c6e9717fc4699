export { type CourseDecision, CourseDecisionsService } from './course-decisions.service.js';
export { CourseReviewsService } from './course-reviews.service.js';
export { LedgerService } from './ledger.service.js';
export { courseDue, reviewDue } from './messages.js';
export { PauseWatch } from './pause-watch.js';
export { protocolProblems } from './problems.js';
export type { SignedProtocol } from './protocol.repository.js';
export { ProtocolsModule } from './protocols.module.js';
export { type NextDose, ProtocolsService } from './protocols.service.js';
