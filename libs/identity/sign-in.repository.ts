import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Assurance } from '#contracts';
import { Database, type PageCursor, type Reader, type Tx } from '#platform';
import type { Caller } from './caller.js';
import { isStaff, limitsOf } from './limits.js';
import { SignInMemory } from './sign-in-memory.js';

const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

type SignInRow = {
  id: string;
  person_id: string;
  session_scope: string | null;
  stepped_up_at: Date | null;
  assurance: Exclude<Assurance, 'locked'>;
  idle_min: number;
  role: Caller['role'];
  is_external: boolean;
  display_name: string;
  zone: string;
};
export type NewSignIn = Readonly<{
  token: string;
  personId: string;
  sessionScope: string | null;
  assurance: Exclude<Assurance, 'locked'>;
  forMin: number;
  from: Readonly<{ deviceId?: string | undefined; agent: string; network: string }> | null;
}>;
/** What does not end with all sign-ins of a person: the one that asks, and capabilities in sessions that are not over. */
export type Kept = Readonly<{ exceptId?: string | null; keepsOpenSessions?: boolean }>;
export type DeviceRow = Readonly<{
  id: string;
  agent: string | null;
  network: string | null;
  createdAt: Date;
  lastActiveAt: Date;
}>;

export type DevicePage = Readonly<{ before?: PageCursor | undefined; limit: number }>;

/** Sign-ins by the hash of their token: the token itself is only ever in the person's cookie. */
@Injectable()
export class SignInRepository {
  constructor(
    private readonly database: Database,
    private readonly memory: SignInMemory,
  ) {}

  async insert(tx: Tx, signIn: NewSignIn): Promise<string> {
    const id = randomUUID();
    await tx.sql`
      INSERT INTO sign_in (id, token_hash, person_id, session_scope, assurance, device_id, agent, network, expires_at)
      VALUES (${id}, ${hashToken(signIn.token)}, ${signIn.personId}, ${signIn.sessionScope}, ${signIn.assurance}::sign_in_assurance,
              ${signIn.from?.deviceId ?? null}, ${signIn.from?.agent ?? null}, ${signIn.from?.network ?? null},
              now() + ${signIn.forMin}::int * interval '1 minute')`;
    return id;
  }

  /** The caller that a token stands for, if its sign-in is neither over nor revoked and the person is not disabled; as of the last 2 s. */
  findCaller(token: string): Promise<Caller | null> {
    return this.memory.callerOf(token, () => this.readCaller(token));
  }

  private async readCaller(token: string): Promise<Caller | null> {
    const [row] = await this.database.sql<SignInRow>`
      SELECT s.id, s.person_id, s.session_scope, s.stepped_up_at, s.assurance,
             floor(extract(epoch FROM now() - s.last_active_at) / 60)::int AS idle_min, p.role, p.is_external, p.display_name, p.zone
      FROM sign_in s JOIN person p ON p.id = s.person_id
      WHERE s.token_hash = ${hashToken(token)} AND s.revoked_at IS NULL AND s.expires_at > now() AND p.disabled_at IS NULL`;
    const assurance = row && assuranceNow(row);
    if (!assurance) return null;
    return {
      personId: row.person_id,
      role: row.role,
      isExternal: row.is_external,
      displayName: row.display_name,
      zone: row.zone,
      signInId: row.id,
      assurance,
      sessionScope: row.session_scope,
      steppedUpAt: row.stepped_up_at?.getTime() ?? null,
    };
  }

  /** The roles of those whose sign-ins hold; of one that is over nothing. */
  async findRoles(ids: readonly string[]): Promise<Map<string, Caller['role']>> {
    const rows = await this.database.sql<Pick<SignInRow, 'id' | 'role'>>`
      SELECT s.id, p.role FROM sign_in s JOIN person p ON p.id = s.person_id
      WHERE s.id = ANY(${ids}::uuid[]) AND s.revoked_at IS NULL AND s.expires_at > now() AND p.disabled_at IS NULL`;
    return new Map(rows.map(({ id, role }) => [id, role]));
  }

  async extend(tx: Tx, id: string, hours: number): Promise<void> {
    await tx.sql`
      UPDATE sign_in SET expires_at = greatest(expires_at, now() + ${hours}::int * interval '1 hour'), last_active_at = now()
      WHERE id = ${id} AND revoked_at IS NULL`;
  }

  /** The person was there; not one whose screen is locked, who must prove first that it is them. */
  async touch(on: Reader, id: string, lockAfterMin: number | null): Promise<void> {
    await on.sql`
      UPDATE sign_in SET last_active_at = now(), last_used_at = now()
      WHERE id = ${id} AND revoked_at IS NULL
        AND (${lockAfterMin}::int IS NULL OR last_active_at > now() - ${lockAfterMin}::int * interval '1 minute')`;
  }

  /** Opens a locked one. */
  async reopen(tx: Tx, id: string): Promise<void> {
    await tx.sql`UPDATE sign_in SET last_active_at = now(), last_used_at = now() WHERE id = ${id} AND revoked_at IS NULL`;
    this.announce(tx, id);
  }

  /** Another token, full assurance: the old cookie is worth nothing from the commit on. @returns false for a sign-in that is over */
  async rotate(tx: Tx, id: string, token: string, forMin: number, deviceId: string | undefined): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE sign_in SET token_hash = ${hashToken(token)}, assurance = 'full', last_active_at = now(), last_used_at = now(),
        device_id = coalesce(${deviceId ?? null}::uuid, device_id),
        expires_at = CASE assurance WHEN 'pending' THEN now() + ${forMin}::int * interval '1 minute' ELSE expires_at END
      WHERE id = ${id} AND revoked_at IS NULL AND expires_at > now() AND assurance <> 'capability' RETURNING 1`;
    this.announce(tx, id);
    return rows.length === 1;
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

  /** Ends all sign-ins of a person but what is kept. @returns their ids */
  async revokeAll(tx: Tx, personId: string, { exceptId = null, keepsOpenSessions = false }: Kept = {}): Promise<string[]> {
    const rows = await tx.sql<{ id: string }>`
      UPDATE sign_in SET revoked_at = now()
      WHERE person_id = ${personId} AND revoked_at IS NULL AND expires_at > now() AND id IS DISTINCT FROM ${exceptId}::uuid
        AND NOT (${keepsOpenSessions} AND assurance = 'capability' AND is_session_open(session_scope)) RETURNING id`;
    for (const { id } of rows) this.announce(tx, id);
    return rows.map(({ id }) => id);
  }

  /** What a person opened for one session by its link, capabilities too. */
  async revokeOfSession(tx: Tx, personId: string, sessionId: string): Promise<void> {
    const rows = await tx.sql<{ id: string }>`
      UPDATE sign_in SET revoked_at = now()
      WHERE person_id = ${personId} AND session_scope = ${sessionId} AND revoked_at IS NULL RETURNING id`;
    for (const { id } of rows) this.announce(tx, id);
  }

  /** One of a person's own. @returns false when there is none that is open */
  async revokeOwn(tx: Tx, personId: string, id: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE sign_in SET revoked_at = now() WHERE id = ${id} AND person_id = ${personId} AND revoked_at IS NULL RETURNING 1`;
    this.announce(tx, id);
    return rows.length === 1;
  }

  /** Capabilities of a session end so long after it. */
  async endCapabilities(tx: Tx, sessionId: string, afterHours: number): Promise<void> {
    await tx.sql`
      UPDATE sign_in SET expires_at = least(expires_at, now() + ${afterHours}::int * interval '1 hour')
      WHERE session_scope = ${sessionId} AND assurance = 'capability'`;
  }

  async revokeCapabilities(tx: Tx, sessionId: string, personId: string): Promise<void> {
    await tx.sql`
      UPDATE sign_in SET revoked_at = now()
      WHERE session_scope = ${sessionId} AND person_id = ${personId} AND assurance = 'capability' AND revoked_at IS NULL`;
  }

  /** Where a person is signed in now, the last used first. */
  findOpen(personId: string, { before, limit }: DevicePage): Promise<DeviceRow[]> {
    const { at = null, id = null } = before ?? {};
    return this.database.sql<DeviceRow>`
      SELECT id, agent, network, created_at AS "createdAt", last_active_at AS "lastActiveAt" FROM sign_in
      WHERE person_id = ${personId} AND revoked_at IS NULL AND expires_at > now() AND assurance = 'full'
        AND (${at}::timestamptz IS NULL OR (last_active_at, id) < (${at}::timestamptz, ${id}::uuid))
      ORDER BY last_active_at DESC, id DESC LIMIT ${limit}`;
  }

  async markSteppedUp(tx: Tx, id: string): Promise<Date> {
    const [row] = await tx.sql<{ at: Date }>`
      UPDATE sign_in SET stepped_up_at = now(), last_active_at = now() WHERE id = ${id} RETURNING stepped_up_at AS at`;
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
}

/** @returns null when it has been idle for so long that it is over */
function assuranceNow({ assurance, idle_min, role }: SignInRow): Assurance | null {
  const { idle } = limitsOf(role);
  if (assurance !== 'full' || !idle || idle_min < idle.afterMin) return assurance;
  return idle.outcome === 'lock' && isStaff(role) ? 'locked' : null;
}
