import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, Optional } from '@nestjs/common';
import type pg from 'pg';
import { Config } from './config.js';
import { HintChannel } from './hint-channel.js';
import { Log } from './log.js';
import { Loop } from './loop.js';
import { NODE } from './node.js';
import { makePool, SWEEP_LIMITS } from './pool.js';
import { type Fired, signals } from './signals.js';

type Sweep = Readonly<{ name: string; statement: string; limit: number; nextDueStatement: string | undefined }>;

const EVERY_MS = 500;
const BEAT = `
  INSERT INTO sweeper_heartbeat (node, at) VALUES ($1, clock_timestamp())
  ON CONFLICT (node) DO UPDATE SET at = EXCLUDED.at`;
const NOTE_TIME = 'UPDATE clock_offset SET seen_at = greatest(seen_at, app_now())';
const AGE = 'SELECT extract(epoch FROM clock_timestamp() - max(at))::float8 AS age FROM sweeper_heartbeat';
const LEAVE = 'DELETE FROM sweeper_heartbeat WHERE node = $1';

/**
 * Fires what is overdue, in every server process, twice a second: the one mechanism that a missed safety check depends on.
 *
 * Each sweep is ONE autocommit statement on connections of its own. A sweep of several statements could freeze between two of
 * them and hide its locked rows from every healthy process; a shared pool could be starved by other work.
 */
@Injectable()
export class SweepLoop implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweeps: Sweep[] = [];
  private readonly pool: pg.Pool;
  private readonly loop = new Loop(() => this.round(), EVERY_MS);
  /** One question for all who ask at once: anybody may, and none may take the sweeps' connections from them. */
  private asked: Promise<number | null> | undefined;

  constructor(
    private readonly config: Config,
    private readonly log: Log,
    @Optional() hints?: HintChannel,
  ) {
    this.pool = makePool(config.databaseUrl, SWEEP_LIMITS, { hints });
  }

  /**
   * @param statement        fires at most `limit` due rows, locked with SKIP LOCKED, and returns one row `{ fired }`, and for the metrics `details`
   * @param nextDueStatement returns one row `{ due_at }`, null when nothing is pending; lets the movable clock stop at it
   */
  register(name: string, statement: string, limit: number, nextDueStatement?: string): void {
    this.sweeps.push({ name, statement, limit, nextDueStatement });
  }

  /** Sweeps until nothing more is due. @returns how many rows this process fired; throws what a sweep throws */
  async runNow(): Promise<number> {
    let total = 0;
    for (const sweep of this.sweeps) {
      for (let fired = sweep.limit; fired >= sweep.limit; total += fired) fired = await this.run(sweep);
    }
    return total;
  }

  /** When the next row of any sweep falls due, past or future; null when none is pending. */
  async nextDueAt(): Promise<Date | null> {
    const statements = this.sweeps.flatMap(({ nextDueStatement }) => nextDueStatement ?? []);
    const results = await Promise.all(statements.map((statement) => this.pool.query<{ due_at: Date | null }>(statement)));
    const dues = results.flatMap(({ rows }) => rows[0]?.due_at ?? []);
    return dues.length ? new Date(Math.min(...dues.map(Number))) : null;
  }

  /** How long ago any process of the clinic swept everything without an error, in s of real time; null if none ever did. */
  ageSec(): Promise<number | null> {
    this.asked ??= this.readAgeSec().finally(() => {
      this.asked = undefined;
    });
    return this.asked;
  }

  private async readAgeSec(): Promise<number | null> {
    const { rows } = await this.pool.query<{ age: number | null }>(AGE);
    return rows[0]?.age ?? null;
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** Last of all that stops. Notes the time once more, so that a demo clock resumes exactly here. */
  async onApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    await this.beat().catch((error: unknown) => this.log.warning('last heartbeat failed', {}, error));
    await this.pool.query(LEAVE, [NODE]).catch(() => {});
    await this.pool.end();
  }

  /** A failed sweep never stops the others, but the heartbeat then stays away, and `/readyz` and other monitors say so. */
  private async round(): Promise<boolean> {
    const full = [];
    for (const sweep of this.sweeps)
      full.push(await this.attempt(sweep.name, async () => (await this.run(sweep)) >= sweep.limit));
    if (!full.includes(undefined)) await this.attempt('heartbeat', () => this.beat());
    return full.includes(true);
  }

  private async attempt<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    return work().catch((error: unknown) => {
      this.log.warning('sweep failed', { sweep: name }, error);
      return undefined;
    });
  }

  private async run({ name, statement }: Sweep): Promise<number> {
    const { rows } = await this.pool.query<{ fired: number | string; details?: Fired[] }>({ name, text: statement });
    const [{ fired, details } = { fired: 0, details: [] }] = rows;
    if (details?.length) signals.fired.say(details);
    return Number(fired);
  }

  private async beat(): Promise<void> {
    if (this.config.isClockMovable) await this.pool.query(NOTE_TIME);
    await this.pool.query(BEAT, [NODE]);
  }
}
