import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { IntegrationModule } from '#integration';
import { SchedulingModule } from '#scheduling';
import { SessionsModule } from '#sessions';
import { AccountNoticesService } from './account-notices.service.js';
import { CallsService } from './calls.service.js';
import { CapturedMailbox } from './captured-mailbox.service.js';
import { Channels } from './channels.js';
import { DeliveryService } from './delivery.service.js';
import { DispatchService } from './dispatch.service.js';
import { GlassNotices } from './glass-notices.service.js';
import { MailTransport } from './mail-transport.js';
import { MessageRepository } from './message.repository.js';
import { NoticesService } from './notices.service.js';
import { Renderer } from './renderer.js';
import { Sender } from './sender.js';
import { StaffNoticesService } from './staff-notices.service.js';

const OPEN = [
  NoticesService,
  StaffNoticesService,
  GlassNotices,
  AccountNoticesService,
  CallsService,
  DeliveryService,
  CapturedMailbox,
];

@Module({
  imports: [IdentityModule, CareModule, AlertsModule, SchedulingModule, SessionsModule, IntegrationModule],
  providers: [...OPEN, DispatchService, Channels, Renderer, Sender, MailTransport, MessageRepository],
  exports: OPEN,
})
export class NotificationsModule {}
