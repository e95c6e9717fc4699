import { setTimeout as after } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from './config.js';
import { Database, type Tx } from './database.js';
import { NODE } from './node.js';

/** Twice as long as between two sweeps, and some. */
const HEARD_AGAIN_MS = 1_200;

/**
 * Makes the demo clock stop with the clinic and go on where it stopped.
 *
 * Every living server notes each half second what it reads on the clock (see `SweepLoop`). The first server to boot after a
 * silence of 5 s sets the offset so that the clock goes on a second after the last note, thus never before anything dated.
 * Servers that ended in order left no heartbeat; a stale one may be of somebody who was cut off, and is heard again within half a second.
 */
@Injectable()
export class DemoClock implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** @throws Error in production when the database carries a clock offset: it belongs to a demo or a test */
  async onModuleInit(): Promise<void> {
    if (!this.config.isClockMovable) return this.refuseOffset();
    if (await this.isDoubtful()) await after(HEARD_AGAIN_MS);
    await this.database.transact((tx) => this.resume(tx));
  }

  /** Whether everybody fell silent lately, and nobody in order. */
  private async isDoubtful(): Promise<boolean> {
    const [row] = await this.database.sql<{ isDoubtful: boolean }>`
      SELECT coalesce(max(at) BETWEEN clock_timestamp() - interval '10 minutes' AND clock_timestamp() - interval '5 seconds', false) AS "isDoubtful"
      FROM sweeper_heartbeat`;
    return row!.isDoubtful;
  }

  private async resume(tx: Tx): Promise<void> {
    await tx.sql`INSERT INTO clock_offset (one) VALUES (true) ON CONFLICT DO NOTHING`;
    await tx.sql`SELECT 1 FROM clock_offset FOR UPDATE`; // servers that boot together do this one after the other
    await tx.sql`
      UPDATE clock_offset
      SET offset_ms = ceil(1000 * extract(epoch FROM seen_at + interval '1 second' - statement_timestamp()))
      WHERE seen_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM sweeper_heartbeat WHERE at > clock_timestamp() - interval '5 seconds')`;
    await tx.sql`
      INSERT INTO sweeper_heartbeat (node, at) VALUES (${NODE}, clock_timestamp())
      ON CONFLICT (node) DO UPDATE SET at = EXCLUDED.at`;
  }

  private async refuseOffset(): Promise<void> {
    const rows = await this.database.sql`SELECT 1 FROM clock_offset`;
    if (rows.length)
      throw new Error('DATABASE_URL: this database belongs to a demo or a test: its clock was moved. Production needs its own.');
  }
}
