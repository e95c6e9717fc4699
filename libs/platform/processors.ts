import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Job, UnrecoverableError } from 'bullmq';
import { Inbox } from './inbox.js';
import { type Claim, OutboxClaims } from './outbox-claims.js';
import { asProblem } from './problems.js';
import type { Handed } from './queue-store.js';
import { Queues } from './queues.js';
import { Subscriptions } from './subscriptions.js';

/** Works on every queue of which anything is heard. */
@Injectable()
export class Processors implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly underWay = new Set<Promise<void>>();
  private isResting = false;

  constructor(
    private readonly queues: Queues,
    private readonly inbox: Inbox,
    private readonly claims: OutboxClaims,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** @throws Error when a declared message has no handler */
  onApplicationBootstrap(): void {
    this.subscriptions.requireAll();
    for (const name of this.subscriptions.queues()) this.queues.consume(name, (job) => this.process(job));
  }

  /** Takes no new job, and waits for the rows that are under way; what else their jobs carry is let go. */
  async onModuleDestroy(): Promise<void> {
    this.isResting = true;
    await this.queues.rest();
    await Promise.all(this.underWay); // a store that was lost cannot say which
  }

  private process(job: Job<Handed>): Promise<void> {
    const worked = this.work([job.data].flat());
    const over = worked.catch(() => {}).finally(() => this.underWay.delete(over));
    this.underWay.add(over);
    return worked;
  }

  /** Each row keeps count of its tries and waits; the job's failure is only for those who look at the queue. */
  private async work(claims: readonly Claim[]): Promise<void> {
    const codes: string[] = [];
    for (const [i, claim] of claims.entries()) {
      if (this.isResting) return this.claims.release(claims.slice(i).map(({ id }) => id));
      await this.inbox.handle(claim).catch((thrown: unknown) => codes.push(asProblem(thrown).code));
    }
    if (codes.length) throw new UnrecoverableError(codes.join(' '));
  }
}
