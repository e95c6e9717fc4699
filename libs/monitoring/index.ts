export { FormNotices } from './form-notices.js';
export { FormOpening, type SessionFacts } from './form-opening.js';
export { MonitoringFormsService } from './forms.service.js';
export * from './messages.js';
export { MonitoringFormsModule } from './monitoring-forms.module.js';
