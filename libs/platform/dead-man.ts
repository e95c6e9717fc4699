import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Config } from './config.js';
import { Log } from './log.js';
import { Loop } from './loop.js';
import type { OutboxClaims } from './outbox-claims.js';
import type { SweepLoop } from './sweep-loop.js';

const EVERY_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;
/** A clinic that nobody has swept for so long is not one that is well. */
const OLDEST_SWEEP_SEC = 5;
/** Nor is one whose calls to people nobody makes: an api sweeps, but only a worker calls. */
const LONGEST_WAIT_SEC = 60;

/**
 * Tells a monitor outside of this clinic, every 30 s, that somebody sweeps and calls people; when that stops, the monitor calls a person.
 *
 * Every process does so, and none while the newest sweep of any is old or a call waits: a clinic that stands still says nothing.
 */
@Injectable()
export class DeadMan implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop(() => this.round(), this.everyMs);

  constructor(
    private readonly url: Config['deadManUrl'],
    private readonly sweeps: Pick<SweepLoop, 'ageSec'>,
    private readonly claims: Pick<OutboxClaims, 'callsWaitSec'>,
    private readonly log: Log,
    private readonly everyMs = EVERY_MS,
  ) {}

  onApplicationBootstrap(): void {
    if (this.url) this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  private async round(): Promise<boolean> {
    await this.ping().catch((error: unknown) => this.log.warning('dead-man ping failed', {}, error)); // not the address: it is a secret
    return false;
  }

  private async ping(): Promise<void> {
    const ageSec = await this.sweeps.ageSec();
    if (ageSec === null || ageSec > OLDEST_SWEEP_SEC) return;
    if ((await this.claims.callsWaitSec()) > LONGEST_WAIT_SEC) return;
    const { ok, status, body } = await fetch(this.url!, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), redirect: 'error' });
    await body?.cancel();
    if (!ok) this.log.warning('dead-man ping refused', { status });
  }
}
