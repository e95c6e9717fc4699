import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from './database.js';
import { Log } from './log.js';
import { Loop } from './loop.js';

/** Deletes at most `limit` rows in one statement, by an array of ids: a join would read the whole table. @returns how many it deleted */
export type Tidy = (limit: number) => Promise<number>;

const EVERY_MS = 60_000;
/** So few that nobody waits for the locks of one statement. */
const BATCH = 500;
/** What an ended outbox row is still good for: to find out why somebody was, or was not, told something. */
const OUTBOX_DAYS = 30;
/** A client gives up repeating a request long before; law of the API. */
const KEYS_HOURS = 48;

/**
 * Deletes rows that nobody needs any more, a few each minute, in every server process. What is pending or given up stays.
 *
 * Each context registers its own tables. Deletes pass over rows that another process is deleting.
 */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds = new Map<string, Tidy>();
  private readonly loop = new Loop(() => this.round(), EVERY_MS);

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {
    this.register('idempotency keys', (limit) => this.tidyKeys(limit));
    this.register('ended outbox rows', (limit) => this.tidyOutbox(limit));
    this.register('servers that are gone', (limit) => this.tidyServers(limit));
  }

  register(name: string, tidy: Tidy): void {
    this.rounds.set(name, tidy);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }

  /** Deletes one batch of each kind. @returns whether any batch was full, so that there may be more */
  async round(): Promise<boolean> {
    let isMore = false;
    for (const [name, tidy] of this.rounds) isMore = (await this.attempt(name, tidy)) === BATCH || isMore;
    return isMore;
  }

  private attempt(name: string, tidy: Tidy): Promise<number> {
    return tidy(BATCH).catch((error: unknown) => {
      this.log.warning('housekeeping failed', { of: name }, error);
      return 0;
    });
  }

  private async tidyKeys(limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM idempotency_key WHERE id = ANY(ARRAY(
        SELECT id FROM idempotency_key WHERE created_at < now() - ${KEYS_HOURS}::int * interval '1 hour'
        ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }

  /** By the clinic's clock, as the rows were ended. */
  private async tidyOutbox(limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM outbox_event WHERE id = ANY(ARRAY(
        SELECT id FROM outbox_event
        WHERE (done_at IS NOT NULL OR voided_at IS NOT NULL)
          AND coalesce(done_at, voided_at) < app_now() - ${OUTBOX_DAYS}::int * interval '1 day'
        ORDER BY coalesce(done_at, voided_at) LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }

  private async tidyServers(limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM sweeper_heartbeat WHERE node = ANY(ARRAY(
        SELECT node FROM sweeper_heartbeat WHERE at < clock_timestamp() - interval '1 day' LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }
}
