import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import { Config } from './config.js';
import { Log } from './log.js';
import { Loop } from './loop.js';

const LOOK_EVERY_MS = 1_000;
const USUAL = {
  lazyConnect: true,
  connectTimeout: 5_000,
  retryStrategy: (failures: number) => Math.random() * Math.min(2_000, 100 * 2 ** failures),
} satisfies RedisOptions;
/** For commands that nobody may have to wait for: without a connection they fail at once, without an answer within 2 s. */
const IMPATIENT = {
  ...USUAL,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: 2_000,
  socketTimeout: 4_000,
} satisfies RedisOptions;
/** For BullMQ's consumers, which wait for jobs: longer than they ever wait, no answer is no connection. */
const PATIENT = {
  ...USUAL,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: null,
  socketTimeout: 15_000,
} satisfies RedisOptions;
/** Whoever finds it missing knows that everything else is missing too. */
const MARK = 'hearth:not-empty';

/**
 * The Redis of REDIS_URL, as far as this process can tell: it writes there once a second, which fails when Redis is gone, silent
 * or full. Everything in it may be lost at any moment, and nothing that matters waits for it.
 */
@Injectable()
export class RedisLink implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Undefined without REDIS_URL. */
  readonly commands: Redis | undefined;
  private readonly open = new Set<Redis>();
  private readonly onTurn = new Set<(isUsable: boolean) => void>();
  private readonly onFoundEmpty = new Set<() => Promise<void>>();
  private readonly loop = new Loop(() => this.look(), LOOK_EVERY_MS);
  private state: 'unknown' | 'usable' | 'lost' = 'unknown';

  constructor(
    private readonly config: Config,
    private readonly log: Log,
  ) {
    if (config.redisUrl) this.commands = this.connection(IMPATIENT);
  }

  get isUsable(): boolean {
    return this.state === 'usable';
  }

  /** Whether Redis was asked for and does not do its work. */
  get isMissed(): boolean {
    return this.commands !== undefined && !this.isUsable;
  }

  /** Calls `handler` each time Redis is lost or comes back. */
  onChange(handler: (isUsable: boolean) => void): void {
    this.onTurn.add(handler);
  }

  /** Calls `handler`, in one process of the clinic, when Redis is found without anything in it. */
  onEmpty(handler: () => Promise<void>): void {
    this.onFoundEmpty.add(handler);
  }

  /** One more connection that fails fast. @throws Error without REDIS_URL */
  impatient(): Redis {
    return this.connection(IMPATIENT);
  }

  /** One more connection that waits. @throws Error without REDIS_URL */
  patient(): Redis {
    return this.connection(PATIENT);
  }

  /** Ends a connection, without waiting for it. */
  end(redis: Redis): void {
    redis.disconnect();
    this.open.delete(redis);
  }

  onApplicationBootstrap(): void {
    if (!this.commands) return;
    this.commands.on('ready', () => this.loop.kick());
    this.commands.on('close', () => this.turn('lost', 'closed'));
    const begin = () => this.open.size > 0 && this.loop.start(); // not when it was ended meanwhile
    this.commands.connect().then(begin, begin); // it goes on trying by itself
  }

  async onApplicationShutdown(): Promise<void> {
    this.commands?.removeAllListeners('close');
    for (const redis of this.open) this.end(redis);
    await this.loop.stop();
  }

  private connection(options: typeof IMPATIENT | typeof PATIENT): Redis {
    const redis = new Redis(this.config.redisUrl!, options);
    redis.on('error', () => {}); // said once, by `turn`
    this.open.add(redis);
    return redis;
  }

  private async look(): Promise<boolean> {
    try {
      const wasEmpty = (await this.commands!.set(MARK, '1', 'NX')) === 'OK';
      if (wasEmpty) await Promise.all([...this.onFoundEmpty].map((handler) => handler()));
      this.turn('usable');
    } catch (error) {
      this.turn('lost', String(error).includes('OOM') ? 'full' : 'no answer');
    }
    return false;
  }

  private turn(to: 'usable' | 'lost', reason = ''): void {
    if (this.state === to) return;
    this.state = to;
    if (to === 'lost') this.log.warning('queue store lost', { reason });
    else this.log.info('queue store reached');
    for (const handler of this.onTurn) handler(to === 'usable');
    if (to === 'usable') void this.checkPolicy();
  }

  /** Redis that makes room by dropping keys would drop jobs; each then waits for the end of its lease. */
  private async checkPolicy(): Promise<void> {
    const memory = await this.commands!.info('memory').catch(() => '');
    const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
    if (policy && policy !== 'noeviction')
      this.log.warning('queue store may drop jobs; set maxmemory-policy noeviction', { policy });
  }
}
