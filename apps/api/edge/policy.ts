import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { Assurance, Role } from '#contracts';

/** Who may call a route or socket event. A handler without a policy keeps the server from starting. */
export type Policy = Readonly<{ allows: 'everyone' } | { allows: 'signed-in'; roles: readonly Audience[] }>;

/** A role; a therapist of another practice is none of the clinic's therapists, and is named apart. */
export type Audience = Role | 'external';

export const POLICY = 'hearth:policy';
export const DEMO_ONLY = 'hearth:demo-only';
/** Kinds of sign-in, besides full ones, that a handler is open to. */
export const ALSO = 'hearth:also';
export type Lesser = Exclude<Assurance, 'full'>;

/** Everyone, signed in or not. */
export const Public = () => SetMetadata(POLICY, { allows: 'everyone' } satisfies Policy);

/**
 * People who are signed in in full, in one of these roles; any role when none is named. What they may see of it is for the service
 * to say. A sign-in that lacks its second factor, is locked, or is only a capability gets nowhere that does not name it.
 */
export const SignedIn = (...roles: Audience[]) => SetMetadata(POLICY, { allows: 'signed-in', roles } satisfies Policy);

/** Opens a handler that is for the signed-in to lesser kinds of sign-in, too. */
export const Also = (...kinds: Lesser[]) => SetMetadata(ALSO, kinds);

/** Also for people whose second factor is still to come, or whose screen is locked: to prove who they are, or to leave. */
export const SignedInPending = () => applyDecorators(SignedIn(), Also('pending', 'locked'));

export const BY_ITSELF = 'hearth:by-itself';
/** A page sends this without anybody touching it, so it says nothing of whether a person is there. */
export const ByItself = () => SetMetadata(BY_ITSELF, true);

export const SIGNED_BY_PROVIDER = 'hearth:signed-by-provider';
/** Everyone, and any form of body: no cookie counts here, and the service checks the signature of whoever sends. */
export const SignedByProvider = () => applyDecorators(Public(), SetMetadata(SIGNED_BY_PROVIDER, true));

/** Everyone, but only where the clock is movable (demo, test); elsewhere there is nothing at this address. */
export const DemoOnly = () => applyDecorators(Public(), SetMetadata(DEMO_ONLY, true));
