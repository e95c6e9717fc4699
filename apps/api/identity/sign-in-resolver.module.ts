import { Global, Module } from '@nestjs/common';

import { IdentityModule, SignInService } from '#identity';
import { SIGN_IN_RESOLVER } from '../edge/caller.js';

/** Lets the guard and the socket handshake ask who is behind a cookie. */
@Global()
@Module({
  imports: [IdentityModule],
  providers: [{ provide: SIGN_IN_RESOLVER, useExisting: SignInService }],
  exports: [SIGN_IN_RESOLVER],
})
export class SignInResolverModule {}
