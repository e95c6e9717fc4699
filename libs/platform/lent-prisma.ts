import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type { IsolationLevel } from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import type { Prisma, PrismaClient } from './generated/client.js';
import type { Transaction } from './transaction.js';

const lending = new AsyncLocalStorage<Transaction>();
const OWN = new Set(['BEGIN', 'COMMIT', 'ROLLBACK']);
const NOTHING = { rows: [], fields: [], rowCount: 0 };
/** Longer than any transaction may last: its owner's limit counts, not Prisma's. */
const PRISMA_LIMITS = { maxWait: 5_000, timeout: 60_000 };

/** A connection as Prisma sees it: statements join the transaction, whose beginning and end are not Prisma's to say. */
const lent = (transaction: Transaction) => ({
  query: async (config: pg.QueryConfig) => (OWN.has(config.text) ? NOTHING : transaction.run((client) => client.query(config))),
  on: () => {},
  removeListener: () => {},
  release: () => {},
});

/** Prisma's adapter over our own pool; a transaction that is opened under `lending` runs on the connection that is lent. */
export class LendingPrismaPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = (isolationLevel?: IsolationLevel) => {
      const transaction = lending.getStore();
      if (!transaction) return startTransaction(isolationLevel);
      const pool = { connect: async () => lent(transaction) };
      return Object.getPrototypeOf(adapter).startTransaction.call(
        Object.create(adapter, { client: { value: pool } }),
        isolationLevel,
      );
    };
    return adapter;
  }
}

type Handle = Prisma.TransactionClient;
type Callable = (...args: unknown[]) => unknown;

/** Prisma's models inside a transaction of ours. Prisma's own part of it costs as much as several statements, so it begins when first used. */
export class LentPrisma {
  private handle: Promise<Handle> | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  private finish: () => void = () => {};

  constructor(
    private readonly client: PrismaClient,
    private readonly transaction: Transaction,
  ) {}

  /** A stand-in for a model or a method of Prisma's handle. @returns undefined for what Prisma has not */
  part(name: string | symbol): unknown {
    if (typeof name !== 'string' || !(name in this.client)) return undefined;
    const call = async (pick: (handle: Handle) => Callable, args: unknown[]) => pick(await this.begin())(...args);
    const own = (handle: Handle) => handle as unknown as Record<string, Callable & Record<string, Callable>>;
    return new Proxy(() => {}, {
      apply: (_, __, args: unknown[]) => call((handle) => own(handle)[name]!.bind(handle), args),
      get:
        (_, method: string) =>
        (...args: unknown[]) =>
          call((handle) => own(handle)[name]![method]!, args),
    });
  }

  /** Before the transaction ends. */
  async end(): Promise<void> {
    this.finish();
    await this.ended;
  }

  private begin(): Promise<Handle> {
    this.handle ??= new Promise<Handle>((ready, failed) => {
      const finished = new Promise<void>((finish) => {
        this.finish = finish;
      });
      const work = (handle: Handle) => {
        ready(handle);
        return finished;
      };
      this.ended = lending.run(this.transaction, () => this.client.$transaction(work, PRISMA_LIMITS)).catch(failed);
    });
    return this.handle;
  }
}
