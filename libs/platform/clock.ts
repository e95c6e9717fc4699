import { Injectable } from '@nestjs/common';
import { Config } from './config.js';
import { Database, type Tx } from './database.js';
import { clockProblems } from './problems.js';
import type { Reader } from './sql.js';

/** The one clock, `app_now()` in the database: it decides everything that a person would date. */
@Injectable()
export class Clock {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** The instant of this statement. Pass the `tx` you are in, to save a connection. */
  async now(on: Reader = this.database): Promise<Date> {
    const [row] = await on.sql<{ now: Date }>`SELECT app_now() AS now`;
    return row!.now;
  }

  /** The instant of this statement, and how far it is ahead of real time, in ms; 0 in production. */
  async read(on: Reader = this.database): Promise<{ now: Date; offsetMs: number }> {
    const [row] = await on.sql<{ now: Date; offsetMs: number }>`
      SELECT app_now() AS now, coalesce((SELECT offset_ms FROM clock_offset), 0) AS "offsetMs"`;
    return row!;
  }

  /**
   * Demo and test only: from now on `app_now()` reads at least `to`. Never moves the clock back.
   *
   * @throws `clock.not-movable` in production
   */
  async advance(tx: Tx, to: Date): Promise<void> {
    if (!this.config.isClockMovable) throw clockProblems.notMovable();
    await tx.sql`
      INSERT INTO clock_offset (offset_ms, seen_at)
      VALUES (ceil(1000 * extract(epoch FROM ${to}::timestamptz - statement_timestamp())), greatest(${to}, app_now()))
      ON CONFLICT (one) DO UPDATE
      SET offset_ms = greatest(clock_offset.offset_ms, EXCLUDED.offset_ms), seen_at = greatest(clock_offset.seen_at, EXCLUDED.seen_at)`;
  }
}
