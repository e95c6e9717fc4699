import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Hints } from './hints.js';
import { Inbox } from './inbox.js';
import { Log } from './log.js';
import { Loop } from './loop.js';
import { queueOf } from './message.js';
import { type Claim, OutboxClaims } from './outbox-claims.js';
import type { WorkQueue } from './queue-store.js';
import { Queues } from './queues.js';

const EVERY_MS = 250;
const BATCH = 1_000;
const MOST_DIRECT = 20;
/** A round makes no more jobs of a queue than this; more rows share them. A job costs the queue store far more than a row in it. */
const MOST_JOBS = 40;

/**
 * Carries due outbox rows to their handlers, on two lanes that cannot hold each other up: direct rows are executed here at once,
 * the others are handed to the queues. Any number of relays may run.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly lanes = [
    new Loop(() => this.guard(() => this.runDirect()), EVERY_MS),
    new Loop(() => this.guard(() => this.fillQueues()), EVERY_MS),
  ];
  private readonly underWay = new Set<Promise<void>>();
  private readonly queueByName = new Map<string, WorkQueue>();
  private handing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly claims: OutboxClaims,
    private readonly inbox: Inbox,
    private readonly queues: Queues,
    private readonly hints: Hints,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.hints.on('outbox', () => this.kick());
    for (const lane of this.lanes) lane.start();
  }

  /** Claims nothing more, and waits for what is under way. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.stop()));
    await this.handing;
    await this.idle();
  }

  /** Waits for the direct rows that are under way. */
  async idle(): Promise<void> {
    await Promise.all(this.underWay);
  }

  kick(): void {
    for (const lane of this.lanes) lane.kick();
  }

  private async guard(round: () => Promise<boolean>): Promise<boolean> {
    return round().catch((error: unknown) => {
      this.log.warning('relay failed', {}, error);
      return false;
    });
  }

  private async runDirect(): Promise<boolean> {
    const free = MOST_DIRECT - this.underWay.size;
    if (free === 0) return false; // the first to finish kicks
    const claimed = await this.claims.claimDirect(free);
    for (const claim of claimed) this.execute(claim);
    return false;
  }

  private execute(claim: Claim): void {
    const done = this.inbox
      .handle(claim)
      .catch(() => {}) // said and put back by the inbox
      .finally(() => {
        this.underWay.delete(done);
        this.lanes[0]!.kick();
      });
    this.underWay.add(done);
  }

  private async fillQueues(): Promise<boolean> {
    await this.claims.parkExhausted();
    if (!this.queues.isUsable) return false; // due rows wait unclaimed, and lose no try
    const claimed = await this.claims.claimQueued(BATCH);
    await this.handing;
    this.handing = this.guard(() => this.handAll(claimed)); // while the next are claimed
    return claimed.length === BATCH;
  }

  private async handAll(claimed: readonly Claim[]): Promise<boolean> {
    const queues = new Set(claimed.map(({ name }) => queueOf(name)));
    const claimsFor = (queue: string) => claimed.filter(({ name }) => queueOf(name) === queue);
    await Promise.all([...queues].map((queue) => this.hand(queue, claimsFor(queue))));
    return true;
  }

  private async hand(queue: string, claims: readonly Claim[]): Promise<void> {
    const jobs = shared(claims).map((some) => ({
      name: some[0]!.name,
      data: some.length === 1 ? some[0]! : some,
      opts: { jobId: `${some[0]!.id}-${some[0]!.attempt}` },
    }));
    try {
      await this.queueOf(queue).addBulk(jobs);
    } catch (error) {
      this.log.warning('queue not reached', { queue, rows: claims.length }, error);
      await this.claims.release(claims.map(({ id }) => id));
    }
  }

  private queueOf(name: string): WorkQueue {
    const queue = this.queueByName.get(name) ?? this.queues.queue(name);
    this.queueByName.set(name, queue);
    return queue;
  }
}

/** Claims as they share jobs, in their order. */
function shared(claims: readonly Claim[]): (readonly Claim[])[] {
  const size = Math.ceil(claims.length / MOST_JOBS);
  return Array.from({ length: Math.ceil(claims.length / size) }, (_, i) => claims.slice(i * size, (i + 1) * size));
}
