import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Config } from './config.js';
import { Log } from './log.js';
import { connectionSettings, SWEEP_LIMITS } from './pool.js';

/** @param id of what changed @param n how far it has come, for example the seq of a session's last entry */
export type HintHandler = (id: string, n: number) => void;

const CHANNEL = 'hearth_hint';
const PROBE_MS = 10_000;
const LONGEST_WAIT_MS = 5_000;
const HINT = /^(?<topic>[^:]+):(?<id>.*):(?<n>-?\d+)$/s;

/**
 * Hears what other processes say with `hint(topic, id, n)` when they commit: "there is something new to read".
 *
 * A hint may be lost or come twice, so nothing may depend on one: whoever listens also reads on a timer, and on `onResync`.
 */
@Injectable()
export class Hints implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<string, Set<HintHandler>>();
  private readonly resyncs = new Set<() => void>();
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private isStopped = false;

  constructor(
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  /** @returns a function that ends the subscription */
  on(topic: string, handler: HintHandler): () => void {
    const handlers = this.handlers.get(topic) ?? new Set();
    this.handlers.set(topic, handlers.add(handler));
    return () => void handlers.delete(handler);
  }

  /** Calls `handler` each time hints may have been missed. @returns a function that ends the subscription */
  onResync(handler: () => void): () => void {
    this.resyncs.add(handler);
    return () => void this.resyncs.delete(handler);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await this.drop();
  }

  private async connect(): Promise<void> {
    const client = new pg.Client(connectionSettings(this.config.databaseUrl, SWEEP_LIMITS));
    this.client = client;
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    client.on('notification', ({ payload }) => this.hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.failures = 0;
      this.timer = setTimeout(() => void this.probe(client), PROBE_MS);
      for (const resync of this.resyncs) resync();
    } catch {
      this.reconnect(client);
    }
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

  private hear(payload: string): void {
    const { topic, id, n } = HINT.exec(payload)?.groups ?? {};
    for (const handler of this.handlers.get(topic ?? '') ?? []) handler(id ?? '', Number(n));
  }
}
