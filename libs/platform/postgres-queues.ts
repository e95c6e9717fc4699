import { createPostgresBackend, type PostgresConnectionOptions, type Worker, withBackend } from 'bullmq';
import type pg from 'pg';
import type { Log } from './log.js';
import { makePool, WORK_LIMITS } from './pool.js';
import { CONSUMER, type Handed, JOBS, type QueueStore, type Work, type WorkQueue } from './queue-store.js';

const PostgresQueue = withBackend(createPostgresBackend).Queue;
const PostgresWorker = withBackend(createPostgresBackend).Worker;
type Consumer = Pick<Worker, 'close' | 'pause'>;

const SPARE_CONNECTIONS = 6;
const AGAIN_AFTER_MS = 1_000;

/** Queues in the schema `bullmq` of our own database. */
export class PostgresQueues implements QueueStore {
  readonly isUsable = true; // it shares the outbox's fate
  private readonly pool: pg.Pool;
  private readonly queues: { close(): Promise<void> }[] = [];
  private readonly consumers = new Set<Consumer>();
  private isResting = false;

  constructor(
    databaseUrl: string,
    private readonly log: Log,
  ) {
    this.pool = makePool(databaseUrl, { ...WORK_LIMITS, name: 'queue', max: SPARE_CONNECTIONS }, { schema: 'bullmq' });
    this.pool.setMaxListeners(0); // each queue and each consumer listens
  }

  queue(name: string): WorkQueue {
    const queue = new PostgresQueue(name, { connection: this.connection, defaultJobOptions: JOBS });
    queue.on('error', (error) => this.warn(name, error));
    this.queues.push(queue);
    return queue as WorkQueue;
  }

  /**
   * BullMQ asks again at once when its PostgreSQL connection could not be made, without ever leaving its loop: the whole process
   * stands still, sweeps too. So the first error stops a consumer, in that very moment, and a fresh one follows.
   */
  consume(name: string, work: Work): void {
    const consumer = new PostgresWorker<Handed>(name, work, { connection: this.connection, ...CONSUMER });
    this.consumers.add(consumer);
    this.pool.options.max = this.consumers.size + SPARE_CONNECTIONS; // each keeps one connection, to listen
    consumer.on('error', (error) => this.warn(name, error));
    consumer.once('error', () => {
      void consumer.pause(true);
      setTimeout(() => this.replace(consumer, name, work), AGAIN_AFTER_MS).unref();
    });
  }

  async rest(): Promise<void> {
    this.isResting = true;
    await Promise.all([...this.consumers].map((consumer) => consumer.close()));
  }

  async close(): Promise<void> {
    await this.rest();
    await Promise.all(this.queues.map((queue) => queue.close()));
    await this.pool.end();
  }

  private replace(broken: Consumer, name: string, work: Work): void {
    if (this.isResting) return;
    this.consumers.delete(broken);
    broken.close(true).catch(() => {}); // not waited for
    this.consume(name, work);
  }

  private warn(queue: string, error: Error): void {
    this.log.warning('queue store failed', { queue }, error);
  }

  private get connection(): PostgresConnectionOptions {
    return this.pool as unknown as PostgresConnectionOptions;
  }
}
