import { Module } from '@nestjs/common';

import { AssessmentsModule } from '#assessments';
import { IntegrationModule } from '#integration';
import { NotificationsModule } from '#notifications';
import { workModule } from '#platform';
import { SchedulingModule } from '#scheduling';
import { subscriptions } from './subscriptions.js';

/** What happens later: the relay, the queues and everything that hears an event. Needs the global platform module beside it. */
@Module({ imports: [workModule(subscriptions, [NotificationsModule, SchedulingModule, IntegrationModule, AssessmentsModule])] })
export class WorkerModule {}
