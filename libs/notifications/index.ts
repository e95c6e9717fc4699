export { AccountNoticesService } from './account-notices.service.js';
export { CallsService } from './calls.service.js';
export { CapturedMailbox } from './captured-mailbox.service.js';
export { DeliveryService } from './delivery.service.js';
export { GlassNotices } from './glass-notices.service.js';
export { callDue, messageDue } from './messages.js';
export { NoticesService } from './notices.service.js';
export { NotificationsModule } from './notifications.module.js';
export { StaffNoticesService } from './staff-notices.service.js';
