import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Db, Tx } from '#platform';

const COLUMNS = { id: true, sessionId: true, personId: true, revokedAt: true } as const;
export type Link = Readonly<{ id: string; sessionId: string; personId: string; revokedAt: Date | null }>;

/** Links of companions to sessions: each has one of their own. */
@Injectable()
export class LinkRepository {
  findById(db: Db, id: string): Promise<Link | null> {
    return db.chaperoneLink.findUnique({ where: { id }, select: COLUMNS });
  }

  findOf(db: Db, sessionId: string, personId: string): Promise<Link | null> {
    return db.chaperoneLink.findUnique({ where: { sessionId_personId: { sessionId, personId } }, select: COLUMNS });
  }

  /** The one that there is stays, also when it was taken back. */
  async ensure(tx: Tx, sessionId: string, personId: string): Promise<void> {
    await tx.sql`
      INSERT INTO chaperone_link (id, session_id, person_id) VALUES (${randomUUID()}, ${sessionId}, ${personId})
      ON CONFLICT (session_id, person_id) DO NOTHING`;
  }

  /** @returns false for a link that was taken back before */
  async revoke(tx: Tx, id: string): Promise<boolean> {
    const rows =
      await tx.sql`UPDATE chaperone_link SET revoked_at = app_now() WHERE id = ${id} AND revoked_at IS NULL RETURNING 1`;
    return rows.length === 1;
  }
}
