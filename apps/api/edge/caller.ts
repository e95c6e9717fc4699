import type { Caller, Origin } from '#identity';

export type { Caller } from '#identity';

/** What the edge needs of identity: who is behind the token of a cookie, or null when it is no longer good. */
export interface SignInResolver {
  resolve(cookieToken: string): Promise<Caller | null>;
  /** What tries to sign in with an address are counted for. */
  placeOf(email: string, origin: Pick<Origin, 'fingerprint' | 'deviceToken'>): Promise<string>;
  /** The person did something themselves. */
  noteActivity(caller: Caller): Promise<void>;
}
export const SIGN_IN_RESOLVER = Symbol('SignInResolver');

/** What a socket's handshake needs of identity: whether a ticket is the caller's own, from this origin, and was never used. Uses it up. */
export interface TicketTaker {
  take(ticket: string, caller: Caller, origin: string | undefined): Promise<boolean>;
}
export const TICKET_TAKER = Symbol('TicketTaker');
