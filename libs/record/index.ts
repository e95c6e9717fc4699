export { ERASURE_REASONS, type ErasureReason, ErasureService } from './erasure.service.js';
export { recordProblems } from './problems.js';
export { RecordModule } from './record.module.js';
