import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from './database.js';
import { Housekeeping } from './housekeeping.js';
import { type LimitStore, PostgresLimits, RedisLimits } from './limit-stores.js';
import { Loop } from './loop.js';
import { databaseProblems, requestProblems } from './problems.js';
import { RedisLink } from './redis-link.js';

/** Of one key in this minute: what the store has confirmed, and what this process has counted since. */
type Count = { shared: number; own: number };

const SHARE_EVERY_MS = 500;
const MINUTE_MS = 60_000;

/**
 * Counts requests by whom they are, each minute of real time anew.
 *
 * A request is counted in memory, so that it waits for nothing and is stopped by no outage; twice a second the processes of the
 * clinic add up what each has counted. Together they let through what one of them would, and half a second of rush more.
 */
@Injectable()
export class RateLimits implements OnApplicationBootstrap, OnModuleDestroy {
  private minute = 0;
  private counts = new Map<string, Count>();
  private readonly certain: PostgresLimits;
  private readonly store: LimitStore;
  private readonly loop = new Loop(() => this.share(), SHARE_EVERY_MS);

  constructor(
    database: Database,
    { commands }: RedisLink,
    private readonly housekeeping: Housekeeping,
  ) {
    this.certain = new PostgresLimits(database);
    this.store = commands ? new RedisLimits(commands) : this.certain;
  }

  onApplicationBootstrap(): void {
    this.housekeeping.register('counted requests', (limit) => this.certain.tidy(limit));
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }

  /** Counts a request, without waiting for anything. @throws `request.too-many` with `retryAfterSec` */
  spend(key: string, mostPerMin: number): void {
    const count = this.countOf(key);
    if (count.shared + count.own >= mostPerMin) throw tooMany();
    count.own += 1;
  }

  /**
   * Counts a request in the database before it may go on: for what must not be tried when nobody can count the tries.
   *
   * @throws `request.too-many` with `retryAfterSec`
   * @throws `database.unavailable` when it cannot be counted
   */
  async spendSurely(key: string, mostPerMin: number): Promise<void> {
    const spent = await this.certain.add(minuteNow(), new Map([[key, 1]])).catch((cause: unknown) => {
      throw databaseProblems.unavailable({ reason: 'not-counted' }, { cause });
    });
    if (spent.get(key)! > mostPerMin) throw tooMany();
  }

  private countOf(key: string): Count {
    if (this.minute !== minuteNow()) {
      this.minute = minuteNow();
      this.counts = new Map();
    }
    const count = this.counts.get(key) ?? { shared: 0, own: 0 };
    this.counts.set(key, count);
    return count;
  }

  /** While the store cannot be reached, each process goes on counting for itself. */
  private async share(): Promise<boolean> {
    const counts = new Map([...this.counts].filter(([, { own }]) => own > 0));
    const sent = new Map([...counts].map(([key, { own }]) => [key, own]));
    if (sent.size === 0) return false;
    const known = await this.store.add(this.minute, sent).catch(() => undefined);
    for (const [key, count] of counts) {
      if (!known) break;
      count.shared = known.get(key) ?? count.shared;
      count.own -= sent.get(key)!;
    }
    return false;
  }
}

const minuteNow = (): number => Math.floor(Date.now() / MINUTE_MS);
const tooMany = () => requestProblems.tooMany({ retryAfterSec: Math.ceil((MINUTE_MS - (Date.now() % MINUTE_MS)) / 1_000) });
