import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type { IsolationLevel, SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import { databaseProblems } from './problems.js';
import { isConnectionLost } from './sql-state.js';

/** The connection that a Prisma transaction runs on, for as long as that transaction lasts. */
export class ConnectionHolder {
  private client: pg.PoolClient | undefined;
  private isBroken = false;
  private last: Promise<unknown> = Promise.resolve();
  /** Whether COMMIT was sent: from then on a lost connection leaves the outcome unknown. */
  isCommitSent = false;

  begin(client: pg.PoolClient): void {
    const release = client.release.bind(client);
    client.release = () => release(this.isBroken); // else a dead connection goes back to the pool and fails its next user
    this.client = client;
  }

  /** Before the last statement is sent, so that nothing can follow it on a connection that is about to be another's. */
  end(isCommit: boolean): void {
    this.isCommitSent = isCommit;
    this.client = undefined;
  }

  /**
   * Runs a statement on the connection.
   *
   * @throws `database.unavailable` once the transaction is over (committed, rolled back, timed out)
   */
  async run<T>(statement: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const { client } = this;
    if (!client) throw databaseProblems.unavailable({ reason: 'transaction-over' });
    return this.inTurn(() => statement(client));
  }

  /** Runs one statement after the other, for a connection has only one at a time; remembers when one finds it lost. */
  inTurn<T>(statement: () => Promise<T>): Promise<T> {
    const result = this.last.then(statement);
    this.last = result.catch((error: unknown) => {
      this.isBroken ||= isConnectionLost(error);
    });
    return result;
  }
}

const holders = new AsyncLocalStorage<ConnectionHolder>();

/** Runs `work` so that the transaction which Prisma opens in it puts its connection into `holder`. */
export const holding = <T>(holder: ConnectionHolder, work: () => Promise<T>): Promise<T> => holders.run(holder, work);

/** Lends the connection of a transaction to its holder, and takes it back when COMMIT or ROLLBACK is about to be sent. */
function lend(transaction: Transaction, holder: ConnectionHolder): Transaction {
  const { client } = transaction as unknown as { client: pg.PoolClient };
  const executeRaw = transaction.executeRaw.bind(transaction);
  const queryRaw = transaction.queryRaw.bind(transaction);
  transaction.queryRaw = (query: SqlQuery) => holder.inTurn(() => queryRaw(query));
  transaction.executeRaw = (query: SqlQuery) => {
    if (query.sql === 'COMMIT' || query.sql === 'ROLLBACK') holder.end(query.sql === 'COMMIT');
    return holder.inTurn(() => executeRaw(query));
  };
  holder.begin(client);
  return transaction;
}

/** Prisma's adapter over our own pool, which shows the connection of each transaction to whoever opened it. */
export class HoldingPrismaPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel?: IsolationLevel) => {
      const holder = holders.getStore();
      const transaction = await startTransaction(isolationLevel);
      return holder ? lend(transaction, holder) : transaction;
    };
    return adapter;
  }
}
