import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Job, UnrecoverableError } from 'bullmq';
import { Inbox } from './inbox.js';
import type { Claim } from './outbox-claims.js';
import { asProblem } from './problems.js';
import { Queues, type WorkConsumer } from './queues.js';
import { Subscriptions } from './subscriptions.js';

const AGAIN_AFTER_MS = 1_000;

/** One consumer for each queue of which anything is heard. */
@Injectable()
export class Processors implements OnApplicationBootstrap, OnModuleDestroy {
  private consumers: WorkConsumer[] = [];
  private isStopped = false;

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
    this.isStopped = true;
    await Promise.all(this.consumers.map((consumer) => consumer.close()));
  }

  private consume(queue: string): WorkConsumer {
    const consumer = this.queues.consumer(queue, (job) => this.process(job));
    consumer.once('error', () => this.replaceLater(queue, consumer));
    return consumer;
  }

  /**
   * BullMQ asks again at once when its PostgreSQL connection could not be made, without ever leaving its loop: the whole process
   * stands still, sweeps too. So the first error stops a consumer, in that very moment, and a fresh one follows.
   */
  private replaceLater(queue: string, broken: WorkConsumer): void {
    void broken.pause(true);
    setTimeout(() => {
      if (this.isStopped) return;
      void this.queues.discard(broken);
      this.consumers = [...this.consumers.filter((consumer) => consumer !== broken), this.consume(queue)];
    }, AGAIN_AFTER_MS).unref();
  }

  /** The row keeps count of tries and waits; the job's failure is only for those who look at the queue. */
  private async process(job: Job<Claim>): Promise<void> {
    await this.inbox.handle(job.data).catch((thrown: unknown) => {
      throw new UnrecoverableError(asProblem(thrown).code);
    });
  }
}
