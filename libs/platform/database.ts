import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnApplicationShutdown, Optional } from '@nestjs/common';
import type pg from 'pg';
import { Config } from './config.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { HintChannel } from './hint-channel.js';
import { JoinedWork } from './joined-work.js';
import { LendingPrismaPg, LentPrisma } from './lent-prisma.js';
import { makePool, READ_LIMITS, WORK_LIMITS } from './pool.js';
import { databaseProblems } from './problems.js';
import { type Reader, runSql, type Sql } from './sql.js';
import { classify, sqlState } from './sql-state.js';
import { type Later, Transaction } from './transaction.js';

declare const inTransaction: unique symbol;
/** A database handle known to be inside a transaction: Prisma's models, and `sql` on the same connection. Only `Database.transact` makes one. */
export type Tx = Prisma.TransactionClient &
  Readonly<{
    sql: Sql;
    /** Sends a statement with the next one or with COMMIT: saves a round trip where nobody needs its rows. What it fails of is thrown from there. */
    later: Later;
    /** Runs `then` once all is committed; not at all when it is not. */
    onCommit: (then: () => void) => void;
    [inTransaction]: true;
  }>;
/** Prisma's models and prepared `sql`, inside a transaction or not: good for reading. */
export type Db = Prisma.TransactionClient & Reader;
export const isTx = (db: Db): db is Tx => 'onCommit' in db;

/** How long a transaction may wait for a connection and then last, in ms. */
const TRANSACTION = { maxWait: 5_000, timeout: 5_000 };
const RETRY = { tries: 8, withinMs: 2_000, firstMs: 20, longestMs: 400 } as const;
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** @throws `database.unavailable` when the work takes longer */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(databaseProblems.unavailable({ reason: 'transaction-too-long' })), ms);
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}

@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly reads: pg.Pool;
  private readonly client: PrismaClient;
  private readonly reader: Db;
  private readonly joined = new AsyncLocalStorage<JoinedWork<Tx>>();

  constructor(config: Config, @Optional() hints?: HintChannel) {
    this.pool = makePool(config.databaseUrl, WORK_LIMITS, { pipeline: true, hints });
    this.reads = makePool(config.databaseUrl, READ_LIMITS, { hints });
    this.client = new PrismaClient({ adapter: new LendingPrismaPg(this.pool), errorFormat: 'minimal' });
    const own = { sql: this.sql };
    const part = (name: string | symbol) => this.client[name as keyof PrismaClient];
    this.reader = new Proxy(own, { get: (_, name) => (name === 'sql' ? own.sql : part(name)) }) as unknown as Db;
  }

  /** Reads outside a transaction; inside `together`, in that one. */
  get read(): Db {
    return this.joined.getStore()?.openTx ?? this.reader;
  }

  /** Whether the caller is inside of `together`. */
  get isJoined(): boolean {
    return this.joined.getStore()?.openTx !== undefined;
  }

  /** A prepared read outside a transaction; inside `together`, in that one. */
  readonly sql: Sql = (text, ...values) => {
    const tx = this.joined.getStore()?.openTx;
    return tx ? tx.sql(text, ...values) : runSql(this.reads, text, values);
  };

  /** One statement that writes: a transaction by itself; inside `together`, a part of that one. @throws as `transact` does */
  readonly write: Sql = (text, ...values) => {
    if (this.isJoined) return this.transact((tx) => tx.sql(text, ...values));
    return this.alone((client) => runSql(client, text, values));
  };

  /**
   * Runs `work` in one transaction, again with full jitter when PostgreSQL asks for it (at most 8 tries in 2 s), so `work` must
   * have no effect outside the database. Inside `together` it joins that transaction, with its limits and its tries.
   *
   * @throws `database.outcome-unknown` when the connection was lost after COMMIT was sent: read the rows before answering
   * @throws `database.unavailable` when nothing was committed because the database could not be reached or did not answer in time
   * @throws whatever `work` throws; a refused constraint arrives as it is, see `violatedConstraint`
   */
  async transact<T>(work: (tx: Tx) => Promise<T>, limits = TRANSACTION): Promise<T> {
    const joined = this.joined.getStore();
    return joined?.openTx ? joined.part(work) : this.transactAlone(work, limits);
  }

  /**
   * Runs a whole use case in one transaction: every `transact`, `read` and `sql` that `work` comes to joins it, on the same
   * connection, and is committed or rolled back with the rest. All of `work` runs again when PostgreSQL asks for it.
   *
   * @throws as `transact` does; also what a joined part threw and `work` swallowed
   */
  together<T>(work: (tx: Tx) => Promise<T>, limits = TRANSACTION): Promise<T> {
    let undone: readonly (() => Promise<void>)[] = [];
    const done = this.transact((tx) => {
      const joined = new JoinedWork(tx);
      undone = joined.undone;
      return this.joined.run(joined, () => joined.whole(work));
    }, limits);
    return done.catch(async (error: unknown) => {
      for (const instead of undone) await instead();
      throw error;
    });
  }

  /** Inside `together`: `work` is done when that was rolled back, before its caller hears of it. Outside of it nothing waits to be. */
  ifUndone(work: () => Promise<void>): void {
    this.joined.getStore()?.undone.push(work);
  }

  private async alone<T>(statement: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    let client: pg.PoolClient | undefined;
    let isBroken = false;
    try {
      client = await this.pool.connect();
      return await statement(client);
    } catch (error) {
      if (classify(error) !== 'unknown') throw error;
      isBroken = true;
      throw (client ? databaseProblems.outcomeUnknown : databaseProblems.unavailable)(
        { sqlState: sqlState(error) ?? null },
        { cause: error },
      );
    } finally {
      client?.release(isBroken);
    }
  }

  private async transactAlone<T>(work: (tx: Tx) => Promise<T>, limits: typeof TRANSACTION): Promise<T> {
    const began = performance.now();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.transactOnce(work, limits);
      } catch (error) {
        const isLate = attempt >= RETRY.tries || performance.now() - began > RETRY.withinMs;
        if (classify(error) !== 'retry' || isLate) throw error;
        await pause(Math.random() * Math.min(RETRY.longestMs, RETRY.firstMs * 2 ** attempt));
      }
    }
  }

  private async transactOnce<T>(work: (tx: Tx) => Promise<T>, limits: typeof TRANSACTION): Promise<T> {
    let transaction: Transaction | undefined;
    try {
      transaction = new Transaction(await this.pool.connect());
      return await this.runIn(transaction, work, limits);
    } catch (error) {
      await transaction?.rollback();
      if (classify(error) !== 'unknown') throw error;
      const facts = { sqlState: sqlState(error) ?? null };
      throw (transaction?.isOutcomeUnknown ? databaseProblems.outcomeUnknown : databaseProblems.unavailable)(facts, {
        cause: error,
      });
    } finally {
      transaction?.release();
    }
  }

  private async runIn<T>(transaction: Transaction, work: (tx: Tx) => Promise<T>, { timeout }: typeof TRANSACTION): Promise<T> {
    const committed: (() => void)[] = [];
    const models = new LentPrisma(this.client, transaction);
    const { sql, later } = transaction;
    const own = { sql, later, onCommit: (then: () => void) => void committed.push(then) };
    const tx = new Proxy(own, { get: (_, name) => (name in own ? own[name as keyof typeof own] : models.part(name)) });
    try {
      const result = await within(timeout, work(tx as unknown as Tx));
      await models.end();
      await transaction.commit();
      for (const then of committed) then();
      return result;
    } finally {
      await models.end();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.$disconnect();
    await Promise.all([this.pool.end(), this.reads.end()]);
  }
}
