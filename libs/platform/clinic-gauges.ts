import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Database } from './database.js';
import { Hints } from './hints.js';
import { Metrics } from './metrics.js';
import { poolUse } from './pool.js';
import { RedisLink } from './redis-link.js';
import { SweepLoop } from './sweep-loop.js';

const VERSION = (JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as { version: string }).version;
const LONGEST_READ_MS = 2_000;

type Lane = Readonly<{ lane: string; due: number; oldestSec: number }>;
type Facts = Readonly<{ sweepAgeSec: number | null; overdueSec: number; lanes: readonly Lane[]; parked: number }>;

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([work, new Promise<never>((_, fail) => setTimeout(() => fail(new Error('no answer')), LONGEST_READ_MS).unref())]);

/** What the database knows of the clinic as a whole, read when somebody asks for the metrics; the same in every process. */
@Injectable()
export class ClinicGauges {
  private facts: Facts | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly database: Database,
    private readonly sweeps: SweepLoop,
    private readonly hints: Hints,
    private readonly link: RedisLink,
  ) {}

  declare(): void {
    const { metrics } = this;
    const lanes = (pick: (lane: Lane) => number) => new Map(this.facts?.lanes.map((lane) => [lane.lane, pick(lane)]));
    const pools = (pick: (pool: { open: number; waiting: number }) => number) =>
      new Map(poolUse().map((pool) => [pool.name, pick(pool)]));
    metrics.gauge('build_info', 'The version of this program.', () => new Map([[VERSION, 1]]), 'version');
    metrics.gauge('database_up', 'Whether the database answered this process within two seconds.', () => Number(!!this.facts));
    metrics.gauge('sweep_age_seconds', 'Since any process last swept without an error.', () => this.facts?.sweepAgeSec ?? NaN);
    metrics.gauge('deadline_overdue_seconds', 'How overdue the oldest deadline is that nobody has fired yet.', () =>
      this.facts ? this.facts.overdueSec : NaN,
    );
    metrics.gauge('outbox_due', 'Outbox rows that are due and not done.', () => lanes(({ due }) => due), 'lane');
    metrics.gauge(
      'outbox_oldest_due_seconds',
      'How long the oldest of them is due.',
      () => lanes((lane) => lane.oldestSec),
      'lane',
    );
    metrics.gauge('outbox_parked', 'Outbox rows that were given up or held back, for a person to look at.', () =>
      this.facts ? this.facts.parked : NaN,
    );
    metrics.gauge('queue_store_up', 'Whether queues can be used; those in PostgreSQL are up when it is.', () =>
      Number(this.facts !== undefined && !this.link.isMissed),
    );
    metrics.gauge(
      'hints_connected',
      'Whether this process hears what others commit; without, what is new waits for a timer.',
      () => Number(this.hints.isOpen),
    );
    metrics.gauge('pool_connections', 'Open connections to the database.', () => pools(({ open }) => open), 'pool');
    metrics.gauge('pool_waiting', 'Callers that wait for a connection.', () => pools(({ waiting }) => waiting), 'pool');
  }

  /** Reads anew. What cannot be read in two seconds is left out of the metrics, and `hearth_database_up` is 0. */
  async refresh(): Promise<void> {
    this.facts = await inTime(this.read()).catch(() => undefined);
  }

  private async read(): Promise<Facts> {
    const [sweepAgeSec, nextDueAt, lanes, [row]] = await Promise.all([
      this.sweeps.ageSec(),
      this.sweeps.nextDueAt(),
      this.lanes(),
      this.database.sql<{ parked: number; now: Date }>`
        SELECT count(*) AS parked, app_now() AS now FROM outbox_event WHERE parked_at IS NOT NULL`,
    ]);
    const { parked, now } = row!;
    const overdueSec = nextDueAt ? Math.max(0, (now.getTime() - nextDueAt.getTime()) / 1_000) : 0;
    return { sweepAgeSec, overdueSec, lanes, parked };
  }

  private lanes(): Promise<Lane[]> {
    return this.database.sql<Lane>`
      SELECT lane.name AS lane, count(event.id) AS due,
        coalesce(extract(epoch FROM app_now() - min(event.due_at)), 0)::float8 AS "oldestSec"
      FROM (VALUES ('direct', true), ('queued', false)) AS lane (name, direct)
      LEFT JOIN outbox_event event ON event.direct = lane.direct AND event.due_at <= app_now()
        AND event.done_at IS NULL AND event.voided_at IS NULL AND event.parked_at IS NULL
      GROUP BY lane.name`;
  }
}
