import type { Duplex } from 'node:stream';
import type pg from 'pg';
import { forgetHints } from './hint-carrier.js';
import { databaseProblems } from './problems.js';
import { runSql, type Sql } from './sql.js';
import { isConnectionLost } from './sql-state.js';

/** Writes a statement of which nobody waits for rows. */
export type Later = (text: TemplateStringsArray, ...values: readonly unknown[]) => void;

/**
 * One transaction on one connection of a pool whose clients pipeline.
 *
 * A round trip costs more than most statements do, so BEGIN travels with the first statement, and what is written `later` with the
 * next one or with COMMIT, in one write.
 */
export class Transaction {
  private readonly waiting: (() => Promise<unknown>)[] = [];
  private readonly followed: Promise<void>[] = [];
  private failure: Error | undefined;
  private isBegun = false;
  private isBroken = false;
  private isOver = false;
  private isHeld = false;
  private isCommitSent = false;
  private isAnswered = false;

  constructor(private readonly client: pg.PoolClient) {
    client.on('error', this.onLost);
  }

  private readonly onLost = (): void => {
    this.isBroken = true;
  };

  /** Whether COMMIT was sent and no answer came. */
  get isOutcomeUnknown(): boolean {
    return this.isCommitSent && !this.isAnswered;
  }

  readonly sql: Sql = (text, ...values) => this.run((client) => runSql(client, text, values));

  /** A failure is thrown by the next statement, or by COMMIT. */
  readonly later: Later = (text, ...values) => {
    if (this.isOver) throw databaseProblems.unavailable({ reason: 'transaction-over' });
    this.waiting.push(() => this.watch(runSql(this.client, text, values)));
  };

  /**
   * Runs a statement after all that was sent before it.
   *
   * @throws `database.unavailable` once the transaction is over (committed, rolled back, timed out)
   */
  async run<T>(statement: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (this.isOver) throw databaseProblems.unavailable({ reason: 'transaction-over' });
    try {
      return await this.send(() => this.watch(statement(this.client)));
    } catch (error) {
      throw (await this.firstFailure()) ?? error; // after it PostgreSQL only says that there was one
    }
  }

  /** @throws what a statement failed of that nobody has waited for, or a constraint that is checked at the end */
  async commit(): Promise<void> {
    this.isOver = true;
    if (!this.isBegun && !this.waiting.length) return;
    this.isCommitSent = true;
    const { command } = await this.send(() => this.watch(this.client.query('COMMIT'))).catch((error: unknown) => {
      this.isAnswered = !isConnectionLost(error);
      throw error;
    });
    this.isAnswered = true;
    if (command !== 'COMMIT')
      throw (await this.firstFailure()) ?? new Error('nothing was committed: a failed statement was passed over');
  }

  async rollback(): Promise<void> {
    this.isOver = true;
    this.waiting.length = 0;
    if (this.isBegun && !this.isBroken && !this.isAnswered) await this.watch(this.client.query('ROLLBACK')).catch(this.onLost);
    if (!this.isOutcomeUnknown) forgetHints(this.client);
  }

  /** Gives the connection back, or ends it when nobody else should have it. */
  release(): void {
    this.isOver = true;
    this.client.removeListener('error', this.onLost);
    this.client.release(this.isBroken);
  }

  /** In one write: BEGIN if it was not sent yet, what waits, the statement, and all that follows before anybody waits for an answer. */
  private send<T>(statement: () => Promise<T>): Promise<T> {
    this.holdWrites();
    if (!this.isBegun) this.follow(this.watch(this.client.query('BEGIN')));
    this.isBegun = true;
    for (const write of this.waiting.splice(0)) this.follow(write());
    return statement();
  }

  private holdWrites(): void {
    if (this.isHeld) return;
    this.isHeld = true;
    const { stream } = (this.client as unknown as { connection: { stream: Duplex } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.isHeld = false;
      stream.uncork();
    });
  }

  private follow(result: Promise<unknown>): void {
    const noted = result.then(
      () => {},
      (error: Error) => {
        this.failure ??= error;
      },
    );
    this.followed.push(noted);
  }

  /** Answers that came in one piece reach their promises in no certain order. */
  private async firstFailure(): Promise<Error | undefined> {
    await Promise.all(this.followed);
    return this.failure;
  }

  private watch<T>(result: Promise<T>): Promise<T> {
    result.catch((error: unknown) => {
      this.isBroken ||= isConnectionLost(error);
    });
    return result;
  }
}
