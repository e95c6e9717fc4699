import { AsyncResource } from 'node:async_hooks';

import { Problem } from '#kernel';
import { allSent } from './all-sent.js';
import type { Database, Tx } from './database.js';
import { share } from './gathered.js';

/** Locks what can be locked at once of what the keys stand for, and waits for nothing. @returns the keys that were locked */
export type Claim = (tx: Tx, keys: readonly string[]) => Promise<ReadonlySet<string>>;

type Part = Readonly<{
  key: string;
  work: (tx: Tx) => Promise<unknown>;
  done: (result: never) => void;
  failed: (error: unknown) => void;
}>;

/** Two, so that one is put together and answered while the other is on its way to the disk. One that waits for a lock does not count for long. */
const AT_ONCE = 2;
const COUNTS_MS = 50;
const MOST_PARTS = 64;

/**
 * Small writes about different things, put into one transaction with those that came while the one before was under way: the
 * wait for the disk, and the round trips, are shared. A write that comes alone waits for nobody.
 *
 * What a part is about is locked for it first, without waiting: whose lock somebody else holds goes alone, so nobody waits for a stranger's.
 * When any part fails, nothing of the transaction stays, and each is done again alone: to its caller it is as if it had been alone from the start.
 */
export class SharedCommits {
  private readonly waiting: Part[] = [];
  private readonly busy = new Set<string>();
  private underWay = 0;

  constructor(
    private readonly database: Database,
    private readonly claim: Claim,
  ) {}

  /**
   * Runs `work` in a transaction, as `Database.transact` does. Of one key only one is under way in this process at a time, in their order.
   *
   * @param key  what the work is about
   * @param work without any effect outside of the database: it can run several times
   * @throws as `Database.transact` does
   */
  run<T>(key: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.database.isJoined) return this.database.transact(work);
    return new Promise<T>((done, failed) => {
      const asked = new AsyncResource('SharedCommit'); // whoever sends the transaction, its parts run for those who asked
      const own = (tx: Tx) => asked.runInAsyncScope(work, undefined, tx);
      this.waiting.push({ key, work: own, done: done as (result: unknown) => void, failed });
      this.begin();
    });
  }

  private begin(): void {
    while (this.underWay < AT_ONCE) {
      const parts = this.take();
      if (!parts.length) return;
      this.underWay++;
      let counts = true;
      const goOn = () => {
        if (counts) this.underWay--;
        counts = false;
        this.begin();
      };
      const late = setTimeout(goOn, COUNTS_MS);
      void this.commit(parts).finally(() => {
        clearTimeout(late);
        goOn();
      });
    }
  }

  /** The first of each key that is not under way. */
  private take(): Part[] {
    const taken: Part[] = [];
    for (const part of [...this.waiting]) {
      if (taken.length === MOST_PARTS) break;
      if (this.busy.has(part.key)) continue;
      this.busy.add(part.key);
      taken.push(part);
    }
    const isTaken = new Set(taken);
    this.waiting.splice(0, Number.POSITIVE_INFINITY, ...this.waiting.filter((part) => !isTaken.has(part)));
    return taken;
  }

  private async commit(parts: readonly Part[]): Promise<void> {
    const [only, ...others] = parts;
    if (!others.length) return this.alone(only!);
    try {
      const written = await this.database.transact(async (tx) => {
        share(tx);
        const claimed = await this.claim(
          tx,
          parts.map(({ key }) => key),
        );
        const ours = parts.filter(({ key }) => claimed.has(key));
        return new Map(await allSent(ours.map(async (part) => [part, await part.work(tx)] as const)));
      });
      for (const [part, result] of written) this.end(part, () => part.done(result as never));
      this.goAlone(parts.filter((part) => !written.has(part)));
    } catch (error) {
      // whether it was saved is not known: doing it again is for whoever asked to decide
      if (error instanceof Problem && error.code === 'database.outcome-unknown') {
        for (const part of parts) this.end(part, () => part.failed(error));
      } else this.goAlone(parts);
    }
  }

  /** Beside what is shared, which it does not hold up. */
  private goAlone(parts: readonly Part[]): void {
    for (const part of parts) void this.alone(part).then(() => this.begin());
  }

  private async alone(part: Part): Promise<void> {
    await this.database.transact(part.work).then(
      (result) => this.end(part, () => part.done(result as never)),
      (error: unknown) => this.end(part, () => part.failed(error)),
    );
  }

  private end({ key }: Part, answer: () => void): void {
    this.busy.delete(key);
    answer();
  }
}
