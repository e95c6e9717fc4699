import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database } from '#platform';

type Ticket = Readonly<{ ticket: string; signInId: string; origin: string | null }>;
/** For whom a ticket was made. */
export type TakenTicket = Readonly<{ signInId: string; origin: string | null }>;

const hashOf = (ticket: string): Buffer => createHash('sha256').update(ticket).digest();

/** Tickets by their hash. Each statement is a transaction of its own: nothing else happens together with it. */
@Injectable()
export class SocketTicketRepository {
  constructor(private readonly database: Database) {}

  async insert({ ticket, signInId, origin }: Ticket, validForSec: number): Promise<void> {
    await this.database.sql`
      INSERT INTO socket_ticket (id, token_hash, sign_in_id, origin, expires_at)
      VALUES (${randomUUID()}, ${hashOf(ticket)}, ${signInId}, ${origin}, now() + ${validForSec}::int * interval '1 second')`;
  }

  /** Uses a ticket up, whoever brings it, while it and its sign-in are good; of two who bring it at once one gets it. */
  async take(ticket: string): Promise<TakenTicket | undefined> {
    const [taken] = await this.database.sql<TakenTicket>`
      UPDATE socket_ticket AS ticket SET uses = uses + 1, used_at = now()
      WHERE token_hash = ${hashOf(ticket)} AND uses = 0 AND expires_at > now()
        AND EXISTS (SELECT 1 FROM sign_in WHERE id = ticket.sign_in_id AND revoked_at IS NULL AND expires_at > now())
      RETURNING sign_in_id AS "signInId", origin`;
    return taken;
  }

  /** @returns how many it deleted */
  async deleteExpired(olderThanMin: number, limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM socket_ticket WHERE id = ANY(ARRAY(
        SELECT id FROM socket_ticket WHERE expires_at < now() - ${olderThanMin}::int * interval '1 minute'
        ORDER BY expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }
}
