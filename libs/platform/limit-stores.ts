import type { ChainableCommander, Redis } from 'ioredis';
import type { Database } from './database.js';

/** Requests by key. */
export type Spent = ReadonlyMap<string, number>;

/** What all processes together have counted. */
export interface LimitStore {
  /** Adds to the counts of a minute. @returns the new counts of the same keys */
  add(minute: number, spent: Spent): Promise<Spent>;
}

const KEEP_SEC = 120;

/** Counts in a table that PostgreSQL does not log: adding waits for no disk. */
export class PostgresLimits implements LimitStore {
  constructor(private readonly database: Database) {}

  /** In the order of the keys: two processes that add to the same ones then never wait for each other both ways. */
  async add(minute: number, spent: Spent): Promise<Spent> {
    const rows = await this.database.sql<{ key: string; spent: number }>`
      INSERT INTO rate_limit AS counted (key, minute, spent)
      SELECT key, ${minute}::int, spent FROM unnest(${[...spent.keys()]}::text[], ${[...spent.values()]}::int[]) AS new (key, spent)
      ORDER BY key
      ON CONFLICT (key, minute) DO UPDATE SET spent = counted.spent + EXCLUDED.spent
      RETURNING key, counted.spent`;
    return new Map(rows.map((row) => [row.key, row.spent]));
  }

  /** Deletes the counts of minutes that are over. @returns how many it deleted */
  async tidy(limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM rate_limit WHERE ctid IN (
        SELECT ctid FROM rate_limit WHERE minute < extract(epoch FROM clock_timestamp()) / 60 - 2
        LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING 1`;
    return rows.length;
  }
}

/** Counts that end by themselves. */
export class RedisLimits implements LimitStore {
  constructor(private readonly redis: Redis) {}

  async add(minute: number, spent: Spent): Promise<Spent> {
    const keys = [...spent.keys()];
    const pipeline = keys.reduce<ChainableCommander>((sent, key) => {
      const name = `hearth:limit:${minute}:${key}`;
      return sent.incrby(name, spent.get(key)!).expire(name, KEEP_SEC);
    }, this.redis.pipeline());
    const results = (await pipeline.exec()) ?? [];
    const failed = results.find(([error]) => error)?.[0];
    if (failed) throw failed;
    return new Map(keys.map((key, at) => [key, Number(results[2 * at]?.[1])]));
  }
}
