import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '#platform';
import type { Caller } from './caller.js';
import { SignInMemory } from './sign-in-memory.js';

const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

type SignInRow = {
  id: string;
  person_id: string;
  session_scope: string | null;
  stepped_up_at: Date | null;
  role: Caller['role'];
  display_name: string;
  zone: string;
};

/** Sign-ins by the hash of their token: the token itself is only ever in the person's cookie. */
@Injectable()
export class SignInRepository {
  constructor(
    private readonly database: Database,
    private readonly memory: SignInMemory,
  ) {}

  async insert(tx: Tx, signIn: { token: string; personId: string; sessionScope: string | null; hours: number }): Promise<string> {
    const id = randomUUID();
    await tx.sql`
      INSERT INTO sign_in (id, token_hash, person_id, session_scope, expires_at)
      VALUES (${id}, ${hashToken(signIn.token)}, ${signIn.personId}, ${signIn.sessionScope},
              now() + ${signIn.hours}::int * interval '1 hour')`;
    return id;
  }

  /** The caller that a token stands for, if its sign-in is neither over nor revoked and the person is not disabled; as of the last 2 s. */
  findCaller(token: string): Promise<Caller | null> {
    return this.memory.callerOf(token, () => this.readCaller(token));
  }

  private async readCaller(token: string): Promise<Caller | null> {
    const [row] = await this.database.sql<SignInRow>`
      SELECT s.id, s.person_id, s.session_scope, s.stepped_up_at, p.role, p.display_name, p.zone
      FROM sign_in s JOIN person p ON p.id = s.person_id
      WHERE s.token_hash = ${hashToken(token)} AND s.revoked_at IS NULL AND s.expires_at > now() AND p.disabled_at IS NULL`;
    if (!row) return null;
    return {
      personId: row.person_id,
      role: row.role,
      displayName: row.display_name,
      zone: row.zone,
      signInId: row.id,
      sessionScope: row.session_scope,
      steppedUpAt: row.stepped_up_at?.getTime() ?? null,
    };
  }

  async extend(tx: Tx, id: string, hours: number): Promise<void> {
    await tx.sql`
      UPDATE sign_in SET expires_at = greatest(expires_at, now() + ${hours}::int * interval '1 hour')
      WHERE id = ${id} AND revoked_at IS NULL`;
  }

  /** With the commit every process forgets the sign-in, and ends sockets of one that is over. */
  private announce(tx: Tx, id: string): void {
    tx.later`SELECT hint('sign-in', ${id}::text)`;
    tx.onCommit(() => this.memory.forget(id));
  }

  async revoke(tx: Tx, id: string): Promise<void> {
    await tx.sql`UPDATE sign_in SET revoked_at = now() WHERE id = ${id} AND revoked_at IS NULL`;
    this.announce(tx, id);
  }

  async markSteppedUp(tx: Tx, id: string): Promise<Date> {
    const [row] = await tx.sql<{
      at: Date;
    }>`UPDATE sign_in SET stepped_up_at = now() WHERE id = ${id} RETURNING stepped_up_at AS at`;
    this.announce(tx, id);
    return row!.at;
  }

  /** Uses up a step-up that is younger than `withinSec`; false if there is none. */
  async takeStepUp(tx: Tx, id: string, withinSec: number): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE sign_in SET stepped_up_at = NULL
      WHERE id = ${id} AND stepped_up_at > now() - ${withinSec}::int * interval '1 second' RETURNING 1`;
    this.announce(tx, id);
    return rows.length === 1;
  }

  async countFailures(key: string, withinMin: number): Promise<number> {
    const [row] = await this.database.sql<{ failures: number }>`
      SELECT count(*) AS failures FROM sign_in_failure WHERE key = ${key} AND at > now() - ${withinMin}::int * interval '1 minute'`;
    return row!.failures;
  }

  async insertFailure(tx: Tx, key: string): Promise<void> {
    await tx.sql`INSERT INTO sign_in_failure (id, key) VALUES (${randomUUID()}, ${key})`;
  }

  /** @returns how many failed sign-ins it deleted */
  async deleteFailures(olderThanDays: number, limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM sign_in_failure WHERE id = ANY(ARRAY(
        SELECT id FROM sign_in_failure WHERE at < now() - ${olderThanDays}::int * interval '1 day'
        ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }

  /** @returns how many sign-ins it deleted; a revoked one goes when it would have expired by itself */
  async deleteEnded(olderThanDays: number, limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM sign_in WHERE id = ANY(ARRAY(
        SELECT id FROM sign_in WHERE expires_at < now() - ${olderThanDays}::int * interval '1 day'
        ORDER BY expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }
}
