export { AssessmentsModule } from './assessments.module.js';
export { AssessmentsService } from './assessments.service.js';
export type { Answer } from './domain/answers.js';
export { type Crisis, IntakeService } from './intake.service.js';
export { formLeft } from './messages.js';
export type { Filled } from './patient-answers.js';
export { assessmentProblems } from './problems.js';
export { RulesService } from './rules.service.js';
export { SignalsService } from './signals.service.js';
