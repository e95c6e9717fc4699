export { AddendaService } from './addenda.service.js';
export { ChartService } from './chart.service.js';
export { ChartEntriesService, type Entered } from './chart-entries.service.js';
export { ERASURE_REASONS, type ErasureReason, ErasureService } from './erasure.service.js';
export { NotesService } from './notes.service.js';
export { recordProblems } from './problems.js';
export { RecordModule } from './record.module.js';
export { WorkService } from './work/work.service.js';
export type { WorkSource } from './work/work-source.js';
