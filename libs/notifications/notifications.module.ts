import { Module } from '@nestjs/common';

import { AftercareModule } from '#aftercare';
import { AlertsModule } from '#alerts';
import { AssessmentsModule } from '#assessments';
import { AuditModule } from '#audit';
import { CallsModule } from '#calls';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { IdentityModule } from '#identity';
import { IncidentsModule } from '#incidents';
import { IntegrationModule } from '#integration';
import { MessagingModule } from '#messaging';
import { PairingModule } from '#pairing';
import { SchedulingModule } from '#scheduling';
import { ScreeningModule } from '#screening';
import { SessionsModule } from '#sessions';
import { SupplyModule } from '#supply';
import { AccountNoticesService } from './account-notices.service.js';
import { AddressStateRepository } from './address-state.repository.js';
import { Addressees } from './addressees.js';
import { AftercareNotices } from './aftercare-notices.service.js';
import { CallNotices } from './call-notices.service.js';
import { CallsService } from './calls.service.js';
import { CapturedMailbox } from './captured-mailbox.service.js';
import { CapturedMessageRepository } from './captured-message.repository.js';
import { Channels, ClosedChannels } from './channels.js';
import { ClinicCalls } from './clinic-calls.service.js';
import { CompanionAppointments } from './companion-appointments.js';
import { CompanionNotices } from './companion-notices.service.js';
import { ContactService } from './contact.service.js';
import { ContactPreferenceRepository } from './contact-preference.repository.js';
import { CoverNotices } from './cover-notices.service.js';
import { DeliveryService } from './delivery.service.js';
import { DeliveryDecisions } from './delivery-decisions.js';
import { DispatchService } from './dispatch.service.js';
import { DutyNotices } from './duty-notices.js';
import { Enclosures } from './enclosures.js';
import { GlassNotices } from './glass-notices.service.js';
import { InboxRepository } from './inbox.repository.js';
import { IncidentNotices } from './incident-notices.service.js';
import { Keeper } from './keeper.js';
import { LeadNotices } from './lead-notices.service.js';
import { LicenceNotices } from './licence-notices.service.js';
import { MailTransport } from './mail-transport.js';
import { MessageRepository } from './message.repository.js';
import { MessageListService } from './message-list.service.js';
import { MessageLogRepository } from './message-log.repository.js';
import { MessageLogService } from './message-log.service.js';
import { MessageRecords } from './message-records.js';
import { MessageRows } from './message-rows.js';
import { NoticesService } from './notices.service.js';
import { OverrideNotices } from './override-notices.service.js';
import { OwnChannels } from './own-channels.js';
import { OwnMessagesService } from './own-messages.service.js';
import { PairingNotices } from './pairing-notices.service.js';
import { Planner } from './planner.js';
import { PushCarrier } from './push-carrier.js';
import { PushSubscriptionRepository } from './push-subscription.repository.js';
import { PushTransport } from './push-transport.js';
import { QuestionNotices } from './question-notices.service.js';
import { QuietHoursService } from './quiet-hours.service.js';
import { ReleaseNotices } from './release-notices.service.js';
import { Renderer } from './renderer.js';
import { ScreeningNotices } from './screening-notices.service.js';
import { Sender } from './sender.js';
import { SmsTransport } from './sms-transport.js';
import { SmsWhereabouts } from './sms-whereabouts.js';
import { StaffNoticesService } from './staff-notices.service.js';
import { SupplyNotices } from './supply-notices.service.js';
import { TemplateRepository } from './template.repository.js';
import { TemplateRules } from './template-rules.js';
import { TemplateValues } from './template-values.service.js';
import { TemplatesService } from './templates.service.js';
import { TestMessages } from './test-messages.js';
import { TextAnswersService } from './text-answers.service.js';
import { TextFallback } from './text-fallback.js';
import { Undelivered } from './undelivered.js';
import { WaitingNotices } from './waiting-notices.service.js';
import { WrittenNotices } from './written-notices.service.js';

const OPEN = [
  MessageListService,
  MessageLogService,
  TemplatesService,
  ContactService,
  OwnMessagesService,
  TextAnswersService,
  NoticesService,
  StaffNoticesService,
  GlassNotices,
  AftercareNotices,
  IncidentNotices,
  CoverNotices,
  OverrideNotices,
  LicenceNotices,
  QuestionNotices,
  AccountNoticesService,
  CallsService,
  WrittenNotices,
  ClinicCalls,
  DeliveryService,
  CapturedMailbox,
  WaitingNotices,
  QuietHoursService,
  PairingNotices,
  ScreeningNotices,
  CallNotices,
  SupplyNotices,
  ReleaseNotices,
  CompanionNotices,
  LeadNotices,
];
const STORED = [
  MessageLogRepository,
  MessageRepository,
  CapturedMessageRepository,
  InboxRepository,
  TemplateRepository,
  ContactPreferenceRepository,
  AddressStateRepository,
  PushSubscriptionRepository,
];
const CARRIED = [MailTransport, SmsTransport, PushTransport, PushCarrier, Sender, SmsWhereabouts, MessageRecords, Keeper];
const DECIDED = [DispatchService, DutyNotices, Planner, Channels, ClosedChannels, Undelivered, DeliveryDecisions];
const ASKED = [MessageRows, TemplateRules, OwnChannels, TestMessages, TextFallback];

@Module({
  imports: [
    AuditModule,
    IdentityModule,
    CareModule,
    CredentialsModule,
    AftercareModule,
    AlertsModule,
    AssessmentsModule,
    CallsModule,
    SchedulingModule,
    PairingModule,
    ScreeningModule,
    SupplyModule,
    SessionsModule,
    IncidentsModule,
    IntegrationModule,
    MessagingModule,
  ],
  providers: [
    ...OPEN,
    ...STORED,
    ...CARRIED,
    ...DECIDED,
    ...ASKED,
    Renderer,
    Addressees,
    Enclosures,
    TemplateValues,
    CompanionAppointments,
  ],
  exports: OPEN,
})
export class NotificationsModule {}
