import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { Role } from '#contracts';

/** Who may call a route or socket event. A handler without a policy keeps the server from starting. */
export type Policy = Readonly<{ allows: 'everyone' } | { allows: 'signed-in'; roles: readonly Role[] }>;

export const POLICY = 'hearth:policy';
export const DEMO_ONLY = 'hearth:demo-only';

/** Everyone, signed in or not. */
export const Public = () => SetMetadata(POLICY, { allows: 'everyone' } satisfies Policy);

/** People who are signed in, in one of these roles; any role when none is named. What they may see of it is for the service to say. */
export const SignedIn = (...roles: Role[]) => SetMetadata(POLICY, { allows: 'signed-in', roles } satisfies Policy);

/** Everyone, but only where the clock is movable (demo, test); elsewhere there is nothing at this address. */
export const DemoOnly = () => applyDecorators(Public(), SetMetadata(DEMO_ONLY, true));
