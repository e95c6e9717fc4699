import type { Redis } from 'ioredis';
import { CHANNEL, HintChannel, type HintListener } from './hint-channel.js';
import type { RedisLink } from './redis-link.js';

const PROBE_MS = 10_000;

/** Hints by PUBLISH. */
export class RedisHints extends HintChannel {
  private readonly hearing: Redis;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly link: RedisLink) {
    super();
    this.hearing = link.impatient();
  }

  get isOpen(): boolean {
    return this.hearing.status === 'ready';
  }

  async open({ hear, resync }: HintListener): Promise<void> {
    const again = () => this.hearing.disconnect(true);
    this.hearing.on('message', (_: string, hint: string) => hear(hint));
    this.hearing.on('ready', () => void this.hearing.subscribe(CHANNEL).then(resync, again));
    this.hearing.connect().catch(() => {}); // nobody waits for it, and it goes on trying
    this.timer = setInterval(() => void this.hearing.ping().catch(() => {}), PROBE_MS); // without an answer the socket is given up
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.hearing.disconnect();
  }

  say(hint: string): void {
    this.link.commands?.publish(CHANNEL, hint).catch(() => {});
  }
}
