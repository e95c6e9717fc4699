import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from './database.js';
import { SealedFields } from './encryption.js';
import { requestProblems } from './problems.js';
import { sqlState } from './sql-state.js';

/** A request that may come again: whose it is, where it went, its key, and all that it asks for, as JSON. */
export type KeyedRequest = Readonly<{ personId: string; route: string; key: string; asked: string }>;
/** A reply that JSON can carry, and whether it was given before. */
export type Answer = Readonly<{ reply: unknown; isReplay: boolean }>;

/** The wait for a rival, and then a transaction's usual 5 s; in ms. */
const LIMITS = { maxWait: 5_000, timeout: 8_000 };
const RETRY_AFTER_SEC = 1;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Does what a request asks for once, however often it comes with one key, and answers it the same each time.
 *
 * The answer is kept in the transaction of its effect, so whoever never heard it can ask again. It goes to the person whose act it
 * was, also when their access has ended since: it is a receipt of what they did and were told, and no news.
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedFields,
  ) {}

  /**
   * Runs `work` in one transaction and keeps its answer, or gives the kept one. Failures are not kept.
   *
   * @throws `request.key-reused` when the key came with another request
   * @throws `request.reply-gone` when it was done, and somebody was erased since whom the answer may have told of
   * @throws `request.still-running` when the same request is under way and does not end within the lock's limit of 3 s
   * @throws as `Database.together` does
   */
  once({ asked, ...request }: KeyedRequest, work: () => Promise<unknown>): Promise<Answer> {
    const claim = { ...request, id: randomUUID(), hash: this.sealed.fingerprint('idempotency', asked) };
    return this.database.together(async (tx) => {
      if (!(await this.insert(tx, claim))) return { reply: await this.kept(tx, claim), isReplay: true };
      const reply = await work();
      await this.keep(tx, claim.id, reply);
      return { reply, isReplay: false };
    }, LIMITS);
  }

  /** The insert waits for a rival with the same key to commit or roll back. @returns false when one has committed */
  private async insert(tx: Tx, { id, personId, route, key, hash }: Claim): Promise<boolean> {
    const inserted = tx.sql`
      INSERT INTO idempotency_key (id, person_id, route, key, request_hash)
      VALUES (${id}, ${personId}, ${route}, ${key}, ${hash})
      ON CONFLICT (person_id, route, key) DO NOTHING RETURNING 1`;
    const rows = await inserted.catch((error: unknown) => {
      throw sqlState(error) === LOCK_NOT_AVAILABLE ? requestProblems.stillRunning({ retryAfterSec: RETRY_AFTER_SEC }) : error;
    });
    return rows.length === 1;
  }

  private async kept(tx: Tx, { personId, route, key, hash }: Claim): Promise<unknown> {
    const [row] = await tx.sql<{ id: string; hash: string; reply: string | null }>`
      SELECT id, request_hash AS hash, reply_sealed AS reply FROM idempotency_key
      WHERE person_id = ${personId} AND route = ${route} AND key = ${key}`;
    if (row?.hash !== hash) throw requestProblems.keyReused();
    if (row.reply === null) throw requestProblems.replyGone();
    return JSON.parse(this.sealed.open(row.reply, place(row.id)));
  }

  private async keep(tx: Tx, id: string, reply: unknown): Promise<void> {
    const sealed = this.sealed.seal(JSON.stringify(reply), place(id));
    await tx.sql`UPDATE idempotency_key SET reply_sealed = ${sealed} WHERE id = ${id}`;
  }
}

type Claim = Readonly<Omit<KeyedRequest, 'asked'> & { id: string; hash: string }>;
const place = (rowId: string) => ({ table: 'idempotency_key', column: 'reply_sealed', rowId });
