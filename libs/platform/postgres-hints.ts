import pg from 'pg';
import { CHANNEL, HintChannel, type HintListener } from './hint-channel.js';
import type { Log } from './log.js';
import { connectionSettings, makePool, SWEEP_LIMITS } from './pool.js';

const PROBE_MS = 10_000;
const LONGEST_WAIT_MS = 5_000;
const SAY = { name: 'say', text: `SELECT pg_notify('${CHANNEL}', hint) FROM unnest($1::text[]) AS hint` };

/** Hints by NOTIFY: heard on one connection, and said on another, all that have come together at once. */
export class PostgresHints extends HintChannel {
  private readonly saying: pg.Pool;
  private waiting = new Set<string>();
  private isSaying = false;
  private listener: HintListener = { hear: () => {}, resync: () => {} };
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private isStopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly log: Log,
  ) {
    super();
    this.saying = makePool(databaseUrl, { ...SWEEP_LIMITS, name: 'hint', max: 1 });
  }

  get isOpen(): boolean {
    return this.client !== undefined && this.failures === 0;
  }

  open(listener: HintListener): Promise<void> {
    this.listener = listener;
    return this.connect();
  }

  say(hint: string): void {
    this.waiting.add(hint);
    if (!this.isSaying && !this.isStopped) void this.sayAll();
  }

  private async sayAll(): Promise<void> {
    this.isSaying = true;
    while (this.waiting.size > 0) {
      const hints = [...this.waiting];
      this.waiting.clear();
      await this.saying.query({ ...SAY, values: [hints] }).catch(() => {}); // what is lost is read on a timer
    }
    this.isSaying = false;
  }

  private async connect(): Promise<void> {
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
    await this.saying.end();
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
    this.timer = setTimeout(() => void this.connect(), waitMs);
  }

  private async drop(): Promise<void> {
    clearTimeout(this.timer);
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => {});
  }
}
