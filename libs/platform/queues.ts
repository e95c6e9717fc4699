import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from './config.js';
import { Log } from './log.js';
import { PostgresQueues } from './postgres-queues.js';
import type { QueueStore, Work, WorkQueue } from './queue-store.js';
import { RedisLink } from './redis-link.js';
import { RedisQueues } from './redis-queues.js';

const WITHIN_MS = 5_000;
const inTime = async (end: Promise<void>): Promise<void> => {
  await Promise.race([end, new Promise((late) => setTimeout(late, WITHIN_MS).unref())]);
};

/** Queues in PostgreSQL unless REDIS_URL is set. They hold no promise: the outbox does. */
@Injectable()
export class Queues implements QueueStore, OnApplicationShutdown {
  private readonly store: QueueStore;

  constructor(config: Config, log: Log, link: RedisLink) {
    this.store = config.redisUrl ? new RedisQueues(link, log) : new PostgresQueues(config.databaseUrl, log);
  }

  get isUsable(): boolean {
    return this.store.isUsable;
  }

  queue(name: string): WorkQueue {
    return this.store.queue(name);
  }

  consume(name: string, work: Work): void {
    this.store.consume(name, work);
  }

  /** The same as of every store, but within 5 s. */
  rest(): Promise<void> {
    return inTime(this.store.rest());
  }

  close(): Promise<void> {
    return inTime(this.store.close());
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
