import { Global, Module } from '@nestjs/common';

import { IdentityModule, SignInService, SocketTicketService } from '#identity';
import { SIGN_IN_RESOLVER, TICKET_TAKER } from '../edge/caller.js';

/** Lets the guard and the socket handshake ask who is behind a cookie, and the handshake whose a ticket is. */
@Global()
@Module({
  imports: [IdentityModule],
  providers: [
    { provide: SIGN_IN_RESOLVER, useExisting: SignInService },
    { provide: TICKET_TAKER, useExisting: SocketTicketService },
  ],
  exports: [SIGN_IN_RESOLVER, TICKET_TAKER],
})
export class SignInResolverModule {}
