import type { Redis } from 'ioredis';
import pg from 'pg';
import { CHANNEL } from './hint-carrier.js';
import type { Log } from './log.js';
import { connectionSettings, SWEEP_LIMITS } from './pool.js';
import type { RedisLink } from './redis-link.js';

/** Who is told: `hear` each hint, `resync` whenever some may have been missed. */
export type HintListener = Readonly<{ hear: (hint: string) => void; resync: () => void }>;

/** The way by which hints reach a process; it comes back by itself when it was cut. */
export interface HintChannel {
  /** Whether hints arrive, as far as this process can tell. */
  readonly isOpen: boolean;
  open(): Promise<void>;
  close(): Promise<void>;
}

const PROBE_MS = 10_000;
const LONGEST_WAIT_MS = 5_000;

/** Hints by NOTIFY, on a connection of its own. */
export class PostgresHints implements HintChannel {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private isStopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly listener: HintListener,
    private readonly log: Log,
  ) {}

  get isOpen(): boolean {
    return this.client !== undefined && this.failures === 0;
  }

  async open(): Promise<void> {
    const client = new pg.Client(connectionSettings(this.databaseUrl, SWEEP_LIMITS));
    this.client = client;
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    client.on('notification', ({ payload }) => this.listener.hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.failures = 0;
      this.timer = setTimeout(() => void this.probe(client), PROBE_MS);
      this.listener.resync();
    } catch {
      this.reconnect(client);
    }
  }

  async close(): Promise<void> {
    this.isStopped = true;
    await this.drop();
  }

  /** A socket can be dead without saying so: only an answer proves that it lives. */
  private async probe(client: pg.Client): Promise<void> {
    try {
      const { rowCount } = await client.query('SELECT 1 FROM pg_listening_channels() AS channel WHERE channel = $1', [CHANNEL]);
      if (!rowCount) throw new Error('not listening');
      if (client === this.client) this.timer = setTimeout(() => void this.probe(client), PROBE_MS);
    } catch {
      this.reconnect(client);
    }
  }

  private reconnect(lost: pg.Client): void {
    if (this.isStopped || lost !== this.client) return;
    void this.drop(); // not waited for: a dead connection may take minutes to end
    this.log.warning('hints are interrupted', { failures: ++this.failures });
    const waitMs = Math.random() * Math.min(LONGEST_WAIT_MS, 100 * 2 ** this.failures);
    this.timer = setTimeout(() => void this.open(), waitMs);
  }

  private async drop(): Promise<void> {
    clearTimeout(this.timer);
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => {});
  }
}

/** Hints by PUBLISH. */
export class RedisHints implements HintChannel {
  private readonly redis: Redis;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    link: RedisLink,
    private readonly listener: HintListener,
  ) {
    this.redis = link.impatient();
    this.redis.on('message', (_: string, hint: string) => this.listener.hear(hint));
    this.redis.on('ready', () => void this.subscribe());
  }

  get isOpen(): boolean {
    return this.redis.status === 'ready';
  }

  async open(): Promise<void> {
    this.redis.connect().catch(() => {}); // nobody waits for it, and it goes on trying
    this.timer = setInterval(() => void this.redis.ping().catch(() => {}), PROBE_MS); // without an answer the socket is given up
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.redis.disconnect();
  }

  private async subscribe(): Promise<void> {
    await this.redis.subscribe(CHANNEL).then(
      () => this.listener.resync(),
      () => this.redis.disconnect(true),
    );
  }
}
