import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Inbox } from './inbox.js';
import { Processors } from './processors.js';
import { Queues } from './queues.js';
import { Relay } from './relay.js';
import { Subscriptions } from './subscriptions.js';

@Module({})
class WorkModule {}

/**
 * What turns outbox rows into work; once in each process that works.
 *
 * @param subscriptions a provider of `Subscriptions`
 * @param imports       the modules whose services that provider injects
 */
export const workModule = (
  subscriptions: Provider<Subscriptions>,
  imports: NonNullable<DynamicModule['imports']> = [],
): DynamicModule => ({
  module: WorkModule,
  imports,
  providers: [subscriptions, Inbox, Queues, Processors, Relay],
});
