export { AlertsModule } from './alerts.module.js';
export { AlertsService } from './alerts.service.js';
export { ClinicAlertsService } from './clinic-alerts.service.js';
export type { Duty, OnCall } from './on-call.repository.js';
export { type Call, PagingService } from './paging.service.js';
export { alertProblems } from './problems.js';
export { RotaService } from './rota.service.js';
export { RotaReader } from './rota-reader.service.js';
