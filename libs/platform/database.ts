import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type pg from 'pg';
import { Config } from './config.js';
import { ConnectionHolder, HoldingPrismaPg, holding } from './connection-holder.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { JoinedWork } from './joined-work.js';
import { makePool, READ_LIMITS, WORK_LIMITS } from './pool.js';
import { databaseProblems } from './problems.js';
import { runSql, type Sql } from './sql.js';
import { classify, sqlState } from './sql-state.js';

declare const inTransaction: unique symbol;
/** A database handle known to be inside a transaction: Prisma's models, and `sql` on the same connection. Only `Database.transact` makes one. */
export type Tx = Prisma.TransactionClient & { readonly sql: Sql; readonly [inTransaction]: true };
/** Prisma's models, inside a transaction or not: good for reading. */
export type Db = Prisma.TransactionClient;

/** How long a transaction may wait for a connection and then last, in ms. */
const TRANSACTION = { maxWait: 5_000, timeout: 5_000 };
const RETRY = { tries: 8, withinMs: 2_000, firstMs: 20, longestMs: 400 } as const;
/** A view of Prisma's handle, not the handle itself: whatever is set on that would be seen by every other transaction. */
const withSql = (tx: Prisma.TransactionClient, sql: Sql): Tx =>
  new Proxy(tx, { get: (target, name) => (name === 'sql' ? sql : Reflect.get(target, name)) }) as Tx;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly reads: pg.Pool;
  private readonly client: PrismaClient;
  private readonly joined = new AsyncLocalStorage<JoinedWork<Tx>>();

  constructor(private readonly config: Config) {
    this.pool = makePool(config.databaseUrl, WORK_LIMITS);
    this.reads = makePool(config.databaseUrl, READ_LIMITS);
    this.client = new PrismaClient({ adapter: new HoldingPrismaPg(this.pool), errorFormat: 'minimal' });
  }

  /** Reads outside a transaction; inside `together`, in that one. */
  get read(): Db {
    return this.joined.getStore()?.openTx ?? this.client;
  }

  /** A prepared read outside a transaction; inside `together`, in that one. */
  readonly sql: Sql = (text, ...values) => {
    const tx = this.joined.getStore()?.openTx;
    return tx ? tx.sql(text, ...values) : runSql(this.reads, text, values);
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
    return this.transact((tx) => {
      const joined = new JoinedWork(tx);
      return this.joined.run(joined, () => joined.whole(work));
    }, limits);
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
    const holder = new ConnectionHolder();
    const sql: Sql = async (text, ...values) => holder.run((client) => runSql(client, text, values));
    try {
      return await holding(holder, () => this.client.$transaction((tx) => work(withSql(tx, sql)), limits));
    } catch (error) {
      if (classify(error) !== 'unknown') throw error;
      const facts = { sqlState: sqlState(error) ?? null };
      throw (holder.isCommitSent ? databaseProblems.outcomeUnknown : databaseProblems.unavailable)(facts, { cause: error });
    }
  }

  /** @throws Error in production when the server may lose what it has confirmed */
  async onModuleInit(): Promise<void> {
    const unsafe = await this.sql<{ name: string }>`
      SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'`;
    if (this.config.mode === 'production' && unsafe.length) {
      throw new Error(
        `DATABASE_URL: this PostgreSQL can lose confirmed data; turn on ${unsafe.map(({ name }) => name).join(', ')}.`,
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.$disconnect();
    await Promise.all([this.pool.end(), this.reads.end()]);
  }
}
