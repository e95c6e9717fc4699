import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Housekeeping } from '#platform';
import type { Caller } from './caller.js';
import { SocketTicketRepository } from './socket-ticket.repository.js';

/** Real seconds between a page's request and its socket; promises on sockets. */
const VALID_FOR_SEC = 30;
/** Long enough to look at after something went wrong. */
const KEPT_MIN = 60;

/**
 * Lets a socket in once: a browser sends its cookie with every handshake, also with one that another site began, so the handshake must
 * bring what only a page of ours could ask for.
 */
@Injectable()
export class SocketTicketService {
  constructor(
    private readonly tickets: SocketTicketRepository,
    housekeeping: Housekeeping,
  ) {
    housekeeping.register('socket tickets', (limit) => tickets.deleteExpired(KEPT_MIN, limit));
  }

  /** @param origin of the page that asks; undefined for a program that is no browser */
  async mint({ signInId }: Caller, origin: string | undefined): Promise<{ ticket: string; validForSec: number }> {
    const ticket = randomBytes(32).toString('base64url');
    await this.tickets.insert({ ticket, signInId, origin: origin ?? null }, VALID_FOR_SEC);
    return { ticket, validForSec: VALID_FOR_SEC };
  }

  /** Uses a ticket up. @returns whether it was made a moment ago, for this sign-in and this origin, and was never used */
  async take(ticket: string, { signInId }: Caller, origin: string | undefined): Promise<boolean> {
    const taken = await this.tickets.take(ticket);
    return taken !== undefined && taken.signInId === signInId && taken.origin === (origin ?? null);
  }
}
