import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, type Job, type PostgresConnectionOptions, Queue, Worker, withBackend } from 'bullmq';
import type pg from 'pg';
import { Config } from './config.js';
import { Log } from './log.js';
import type { Claim } from './outbox-claims.js';
import { makePool, WORK_LIMITS } from './pool.js';

/** What the relay needs of a queue, whichever store holds it. */
export type WorkQueue = Pick<Queue, 'addBulk' | 'close' | 'on'>;
export type WorkConsumer = Pick<Worker, 'close' | 'on' | 'once' | 'pause'>;

const SPARE_CONNECTIONS = 6;
/** The outbox retries; a queue that did so too would multiply every try. Failed jobs stay a while to be looked at. */
const JOBS = { attempts: 1, removeOnComplete: true, removeOnFail: { age: 7 * 24 * 3_600, count: 1_000 } };
const CONSUMER = { concurrency: 4, lockDuration: 30_000, stalledInterval: 5_000, maxStalledCount: 3 };

/** Queues in PostgreSQL (schema `bullmq`) unless REDIS_URL is set. They hold no promise: the outbox does. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private open: { close(): Promise<void> }[] = [];
  private pool: pg.Pool | undefined;

  constructor(
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  queue(name: string): WorkQueue {
    const { redisUrl } = this.config;
    const made = redisUrl
      ? new Queue(name, { connection: { url: redisUrl }, defaultJobOptions: JOBS })
      : new (withBackend(createPostgresBackend).Queue)(name, { connection: this.sharedPool(), defaultJobOptions: JOBS });
    return this.keep(name, made as WorkQueue);
  }

  consumer(name: string, work: (job: Job<Claim>) => Promise<void>): WorkConsumer {
    const { redisUrl } = this.config;
    const made = redisUrl
      ? new Worker<Claim>(name, work, { connection: { url: redisUrl }, ...CONSUMER })
      : new (withBackend(createPostgresBackend).Worker)<Claim>(name, work, { connection: this.sharedPool(), ...CONSUMER });
    return this.keep(name, made as WorkConsumer);
  }

  /** Lets a broken consumer go, without waiting for it. */
  async discard(consumer: WorkConsumer): Promise<void> {
    this.open = this.open.filter((each) => each !== consumer);
    await consumer.close(true).catch(() => {});
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.open.map((each) => each.close()));
    await this.pool?.end();
  }

  private keep<T extends WorkQueue | WorkConsumer>(queue: string, made: T): T {
    (made as WorkConsumer).on('error', (error) => this.log.warning('queue store failed', { queue }, error));
    this.open.push(made);
    if (this.pool) this.pool.options.max = this.open.length + SPARE_CONNECTIONS; // each consumer keeps one connection, to listen
    return made;
  }

  private sharedPool(): PostgresConnectionOptions {
    this.pool ??= makePool(
      this.config.databaseUrl,
      { ...WORK_LIMITS, name: 'queue', max: SPARE_CONNECTIONS },
      { schema: 'bullmq' },
    );
    return this.pool as unknown as PostgresConnectionOptions;
  }
}
