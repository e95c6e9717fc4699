import { Injectable } from '@nestjs/common';
import { Clock } from './clock.js';
import { Database } from './database.js';
import { OutboxClaims } from './outbox-claims.js';
import { clockProblems } from './problems.js';
import { classify } from './sql-state.js';
import { SweepLoop } from './sweep-loop.js';

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 10;
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Moves the demo clock forward as time itself would: through everything that falls due on the way, one instant after the other. */
@Injectable()
export class ClockWalk {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sweeps: SweepLoop,
    private readonly claims: OutboxClaims,
  ) {}

  /**
   * Ends exactly at `target` (or now, when that is later), with everything done that was due by then. Walks go one after the other.
   *
   * @returns how many outbox rows were done on the way
   * @throws  `clock.not-movable` in production; `clock.not-settled` when what is due is not done within 30 s of real time
   */
  to(target: Date): Promise<number> {
    const walk = this.last.then(() => this.walk(target));
    this.last = walk.catch(() => {});
    return walk;
  }

  /** The same, by a stretch of time. */
  async by(lengthMs: number): Promise<number> {
    return this.to(new Date((await this.clock.now()).getTime() + lengthMs));
  }

  /** The same, to the next thing that falls due; stays where it is when nothing is waiting. */
  async toNextEvent(): Promise<number> {
    return this.to((await this.nextDueAt()) ?? (await this.clock.now()));
  }

  /** When the next thing falls due after now, in a sweep or in the outbox; null when nothing is waiting. */
  async nextDueAt(): Promise<Date | null> {
    const dues = (await Promise.all([this.sweeps.nextDueAt(), this.claims.nextDueAt()])).filter((due) => due !== null);
    return dues.length ? new Date(Math.min(...dues.map(Number))) : null;
  }

  private async walk(target: Date): Promise<number> {
    const began = await this.clock.now();
    await this.settle();
    for (let next = await this.nextDueAt(); next && next < target; next = await this.nextDueAt()) await this.step(next);
    await this.step(target);
    return this.claims.countDoneSince(began);
  }

  private async step(to: Date): Promise<void> {
    await this.database.transact((tx) => this.clock.advance(tx, to));
    await this.settle();
  }

  /** Sweeps, and wakes the relays, until nothing is due any more; other processes may be doing the work. */
  private async settle(): Promise<void> {
    const began = performance.now();
    while (!(await this.isSettled())) {
      if (performance.now() - began > PATIENCE_MS) throw clockProblems.notSettled();
      await this.database.sql`SELECT hint('outbox', 'walk')`;
      await pause(LOOK_EVERY_MS);
    }
  }

  /** A sweep or a read that had to wait too long for a lock says nothing yet: another look follows. */
  private isSettled(): Promise<boolean> {
    return this.sweepAndLook().catch((error: unknown) => {
      if (classify(error) === 'unknown') return false;
      throw error;
    });
  }

  private async sweepAndLook(): Promise<boolean> {
    await this.sweeps.runNow();
    const [now, nextSweepAt, isOutboxSettled] = await Promise.all([
      this.clock.now(),
      this.sweeps.nextDueAt(),
      this.claims.isSettled(),
    ]);
    return isOutboxSettled && (nextSweepAt === null || nextSweepAt > now);
  }
}
