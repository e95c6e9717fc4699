import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Job, UnrecoverableError } from 'bullmq';
import { Inbox } from './inbox.js';
import type { Claim } from './outbox-claims.js';
import { asProblem } from './problems.js';
import { Queues } from './queues.js';
import { Subscriptions } from './subscriptions.js';

/** Works on every queue of which anything is heard. */
@Injectable()
export class Processors implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly queues: Queues,
    private readonly inbox: Inbox,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** @throws Error when a declared message has no handler */
  onApplicationBootstrap(): void {
    this.subscriptions.requireAll();
    for (const name of this.subscriptions.queues()) this.queues.consume(name, (job) => this.process(job));
  }

  /** Takes no new job, and waits for those under way. */
  async onModuleDestroy(): Promise<void> {
    await this.queues.rest();
    await Promise.all(this.underWay); // a store that was lost cannot say which
  }

  /** The row keeps count of tries and waits; the job's failure is only for those who look at the queue. */
  private process(job: Job<Claim>): Promise<void> {
    const handled = this.inbox.handle(job.data);
    const over = handled.catch(() => {}).finally(() => this.underWay.delete(over));
    this.underWay.add(over);
    return handled.catch((thrown: unknown) => {
      throw new UnrecoverableError(asProblem(thrown).code);
    });
  }
}
