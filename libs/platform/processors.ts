import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Job, UnrecoverableError } from 'bullmq';
import { Inbox } from './inbox.js';
import type { Claim } from './outbox-claims.js';
import { asProblem } from './problems.js';
import { Queues, type WorkConsumer } from './queues.js';
import { Subscriptions } from './subscriptions.js';

/** One consumer for each queue of which anything is heard. */
@Injectable()
export class Processors implements OnApplicationBootstrap, OnModuleDestroy {
  private consumers: WorkConsumer[] = [];

  constructor(
    private readonly queues: Queues,
    private readonly inbox: Inbox,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** @throws Error when a declared message has no handler */
  onApplicationBootstrap(): void {
    this.subscriptions.requireAll();
    this.consumers = this.subscriptions.queues().map((name) => this.consume(name));
  }

  /** Takes no new job, and waits for those under way. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.close()));
  }

  private consume(queue: string): WorkConsumer {
    return this.queues.consumer(queue, (job) => this.process(job));
  }

  /** The row keeps count of tries and waits; the job's failure is only for those who look at the queue. */
  private async process(job: Job<Claim>): Promise<void> {
    await this.inbox.handle(job.data).catch((thrown: unknown) => {
      throw new UnrecoverableError(asProblem(thrown).code);
    });
  }
}
