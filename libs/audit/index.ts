export { AuditModule } from './audit.module.js';
export { type Actor, Audit, type AuditedAct } from './audit.service.js';
