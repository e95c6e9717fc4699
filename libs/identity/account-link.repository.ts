import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Role } from '#contracts';
import { Database, type Db, type PageCursor, PersonKeys, type Reader, SealedFields, type Tx } from '#platform';

export type LinkPurpose = 'invitation' | 'password_reset' | 'email_change';
export type InvitationRow = Readonly<{
  id: string;
  personId: string;
  displayName: string;
  role: Role;
  profession: string | null;
  isExternal: boolean;
  state: 'open' | 'accepted' | 'expired' | 'revoked';
  createdAt: Date;
  expiresAt: Date;
}>;
export type AwaitedInvitation = Readonly<{
  personId: string;
  createdBy: string | null;
  role: Role;
  isExternal: boolean;
  isRevoked: boolean;
}>;
/** The address that a link of a change is about, and the sign-in that asked for it. */
export type LinkEmail = Readonly<{ personId: string; email: string; signInId: string | null }>;
export type OpenLink = Readonly<{ id: string; personId: string; purpose: LinkPurpose }>;

const PAGES = { invitation: '/welcome', password_reset: '/reset', email_change: '/verify' } as const;
const emailPlace = (rowId: string) => ({ table: 'account_link', column: 'email_sealed', rowId });
const tokenPurpose = (purpose: LinkPurpose): string => `account-link:${purpose}`;

/** Links by e-mail. What the link carries is signed, names the row, and stands nowhere; what it opens is in the row. */
@Injectable()
export class AccountLinkRepository {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedFields,
    private readonly keys: PersonKeys,
  ) {}

  /** Earlier ones of this purpose for this person end. */
  async insert(tx: Tx, purpose: LinkPurpose, personId: string, createdBy: string | null, minutes: number): Promise<string> {
    const id = randomUUID();
    await this.revokeOpen(tx, purpose, personId);
    await tx.sql`
      INSERT INTO account_link (id, purpose, person_id, created_by, expires_at)
      VALUES (${id}, ${purpose}::account_link_purpose, ${personId}, ${createdBy}, now() + ${minutes}::int * interval '1 minute')`;
    return id;
  }

  /** How many invitations somebody has sent in the last 24 h; until the transaction ends they can send no other one beside it. */
  async countInvitationsBy(tx: Tx, personId: string): Promise<number> {
    await tx.sql`SELECT 1 FROM person WHERE id = ${personId} FOR NO KEY UPDATE`;
    const [row] = await tx.sql<{ n: number }>`
      SELECT count(*)::int AS n FROM account_link
      WHERE created_by = ${personId} AND purpose = 'invitation' AND created_at > now() - interval '24 hours'`;
    return row!.n;
  }

  async addEmail(tx: Tx, id: string, { personId, email, signInId }: LinkEmail): Promise<void> {
    const sealed = await this.keys.seal(tx, personId, email, emailPlace(id));
    await tx.sql`UPDATE account_link SET email_sealed = ${sealed}, sign_in_id = ${signInId} WHERE id = ${id}`;
  }

  /** Of any link, whether it still opens something or not; null when it is about no address, or the person was erased. */
  async findEmail(id: string, db: Db = this.database.read): Promise<LinkEmail | null> {
    const select = { personId: true, emailSealed: true, signInId: true };
    const row = await db.accountLink.findUnique({ where: { id }, select });
    const email = row && (await this.keys.openIfKept(db, row.emailSealed, emailPlace(id)));
    return email ? { personId: row.personId, email, signInId: row.signInId } : null;
  }

  /** One that still opens something. */
  async findOpen(id: string, on: Reader = this.database): Promise<OpenLink | undefined> {
    const [row] = await on.sql<OpenLink>`
      SELECT id, person_id AS "personId", purpose FROM account_link
      WHERE id = ${id} AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()`;
    return row;
  }

  /** The page that a link opens; its token stands behind the `#`, so that it reaches no log. */
  path({ id, purpose }: OpenLink): string {
    return `${PAGES[purpose]}#${this.sealed.token(tokenPurpose(purpose), id)}`;
  }

  /** What a token that came back opens. */
  async findByToken(purpose: LinkPurpose, token: string): Promise<OpenLink | undefined> {
    const id = this.sealed.verifyToken(tokenPurpose(purpose), token);
    return id === null ? undefined : this.findOpen(id);
  }

  /** Uses a link up. @returns false when it opens nothing any more */
  async take(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE account_link SET used_at = now()
      WHERE id = ${id} AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now() RETURNING 1`;
    return rows.length === 1;
  }

  /** Of the last three months, the newest of each person. @param createdBy only those that this person has sent */
  findInvitations(createdBy: string | null, before: PageCursor | undefined, limit: number): Promise<InvitationRow[]> {
    const { at = null, id = null } = before ?? {};
    return this.database.sql<InvitationRow>`
      SELECT l.id, l.person_id AS "personId", p.display_name AS "displayName", p.role, p.profession, p.is_external AS "isExternal",
             l.created_at AS "createdAt", l.expires_at AS "expiresAt",
             CASE WHEN l.used_at IS NOT NULL THEN 'accepted' WHEN l.revoked_at IS NOT NULL THEN 'revoked'
                  WHEN l.expires_at <= now() THEN 'expired' ELSE 'open' END AS state
      FROM account_link l JOIN person p ON p.id = l.person_id
      WHERE l.purpose = 'invitation' AND l.created_at > now() - interval '92 days'
        AND (${createdBy}::uuid IS NULL OR l.created_by = ${createdBy}::uuid)
        AND NOT EXISTS (SELECT 1 FROM account_link n WHERE n.person_id = l.person_id AND n.purpose = 'invitation'
                          AND (n.created_at, n.id) > (l.created_at, l.id))
        AND (${at}::timestamptz IS NULL OR (l.created_at, l.id) < (${at}::timestamptz, ${id}::uuid))
      ORDER BY l.created_at DESC, l.id DESC LIMIT ${limit}`;
  }

  /** The last one that its person was sent, who has not accepted it. @param createdBy only one that this person has sent */
  async findAwaited(id: string, createdBy: string | null): Promise<AwaitedInvitation | undefined> {
    const [row] = await this.database.sql<AwaitedInvitation>`
      SELECT l.person_id AS "personId", l.created_by AS "createdBy", p.role, p.is_external AS "isExternal",
             l.revoked_at IS NOT NULL AS "isRevoked"
      FROM account_link l JOIN person p ON p.id = l.person_id
      WHERE l.id = ${id} AND l.purpose = 'invitation' AND is_awaited(p.id)
        AND (${createdBy}::uuid IS NULL OR l.created_by = ${createdBy}::uuid)
        AND NOT EXISTS (SELECT 1 FROM account_link n WHERE n.person_id = l.person_id AND n.purpose = 'invitation'
                          AND (n.created_at, n.id) > (l.created_at, l.id))`;
    return row;
  }

  /** @param createdBy only one that this person has sent. @returns false when there is none that is open */
  async revokeInvitation(tx: Tx, id: string, createdBy: string | null): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE account_link SET revoked_at = now()
      WHERE id = ${id} AND purpose = 'invitation' AND used_at IS NULL AND revoked_at IS NULL
        AND (${createdBy}::uuid IS NULL OR created_by = ${createdBy}::uuid) RETURNING 1`;
    return rows.length === 1;
  }

  /** None of a person's links opens anything any more. */
  async revokeAll(tx: Tx, personId: string): Promise<void> {
    await tx.sql`UPDATE account_link SET revoked_at = now() WHERE person_id = ${personId} AND used_at IS NULL AND revoked_at IS NULL`;
  }

  async revokeOpen(tx: Tx, purpose: LinkPurpose, personId: string): Promise<void> {
    await tx.sql`
      UPDATE account_link SET revoked_at = now()
      WHERE purpose = ${purpose}::account_link_purpose AND person_id = ${personId} AND used_at IS NULL AND revoked_at IS NULL`;
  }
}
