export { AnomalyReport } from './anomalies.service.js';
export { type Asked, AuditViewer, type TouchedPatient } from './audit-viewer.service.js';
export { OversightModule } from './oversight.module.js';
export { RecordViewsService } from './record-views.service.js';
