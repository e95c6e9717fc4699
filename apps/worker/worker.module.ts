import { Module } from '@nestjs/common';

import { AftercareModule } from '#aftercare';
import { AssessmentsModule } from '#assessments';
import { CallsModule } from '#calls';
import { DocumentsModule } from '#documents';
import { IdentityModule } from '#identity';
import { IntegrationModule } from '#integration';
import { MonitoringFormsModule } from '#monitoring';
import { NotificationsModule } from '#notifications';
import { PairingModule } from '#pairing';
import { workModule } from '#platform';
import { ProtocolsModule } from '#protocols';
import { SchedulingModule } from '#scheduling';
import { ScreeningModule } from '#screening';
import { SessionsModule } from '#sessions';
import { CoverNights } from './cover-nights.js';
import { subscriptions } from './subscriptions.js';

const CONTEXTS = [
  ...[NotificationsModule, SchedulingModule, IntegrationModule, IdentityModule, AssessmentsModule, CallsModule, ScreeningModule],
  ...[DocumentsModule, PairingModule, ProtocolsModule, SessionsModule, MonitoringFormsModule, AftercareModule],
];

/** What happens later: the relay, the queues and everything that hears an event. Needs the global platform module beside it. */
@Module({ imports: [workModule(subscriptions, CONTEXTS), IntegrationModule], providers: [CoverNights] })
export class WorkerModule {}
