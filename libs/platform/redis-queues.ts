import { type ConnectionOptions, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from './log.js';
import { CONSUMER, type Handed, JOBS, type QueueStore, type Work, type WorkQueue } from './queue-store.js';
import type { RedisLink } from './redis-link.js';

/** A job that a lost connection took along is given to another consumer when its lock ends. */
const SOON_FREE = { ...CONSUMER, lockDuration: 10_000 };
/** Nothing is asked of Redis before the first job; `RedisLink` has looked at it. */
const AT_ONCE = { skipVersionCheck: true, skipWaitingForReady: true };

type Consumer = Readonly<{ worker: Worker<Handed>; redis: Redis }>;

/** Queues in the Redis of REDIS_URL. Consumers live while Redis answers: one that outlived its loss would be of doubtful use. */
export class RedisQueues implements QueueStore {
  private readonly works = new Map<string, Work>();
  private consumers: Consumer[] = [];
  private isResting = false;

  constructor(
    private readonly link: RedisLink,
    private readonly log: Log,
  ) {
    link.onChange((isUsable) => (isUsable ? this.begin() : this.abandon()));
  }

  get isUsable(): boolean {
    return this.link.isUsable;
  }

  queue(name: string): WorkQueue {
    const connection = this.link.commands as ConnectionOptions;
    const queue = new Queue(name, { connection, defaultJobOptions: JOBS, ...AT_ONCE });
    queue.on('error', () => {}); // whoever hands jobs over is told
    return queue;
  }

  consume(name: string, work: Work): void {
    this.works.set(name, work);
    if (this.isUsable) this.open(name, work);
  }

  async rest(): Promise<void> {
    this.isResting = true;
    await Promise.all(this.consumers.map(({ worker }) => worker.close(!this.isUsable)));
    this.abandon();
  }

  close(): Promise<void> {
    return this.rest();
  }

  private begin(): void {
    if (!this.isResting) for (const [name, work] of this.works) this.open(name, work);
  }

  private open(name: string, work: Work): void {
    const redis = this.link.patient();
    const worker = new Worker<Handed>(name, work, { connection: redis as ConnectionOptions, ...SOON_FREE, ...AT_ONCE });
    worker.on('error', (error) => {
      if (this.isUsable) this.log.warning('queue store failed', { queue: name }, error);
    });
    this.consumers.push({ worker, redis });
  }

  /** Lets all consumers go, without waiting for any. */
  private abandon(): void {
    for (const { worker, redis } of this.consumers) {
      worker.close(true).catch(() => {});
      this.link.end(redis);
    }
    this.consumers = [];
  }
}
