import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { ClientAddress } from './client-address.js';
import { DocsController } from './docs.controller.js';
import { Handlers } from './handlers.js';
import { KeyCheck } from './key-check.js';
import { LimitGuard } from './limit.guard.js';
import { Origins } from './origins.js';
import { PolicyGuard } from './policy.guard.js';
import { PolicyCheck } from './policy-check.js';
import { ProblemFilter } from './problem.filter.js';
import { Refusals } from './refusals.js';
import { SignInCookie } from './sign-in-cookie.js';

/** What every route and socket event passes through. Needs a provider of `SIGN_IN_RESOLVER` in a global module. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [DocsController],
  providers: [
    { provide: APP_GUARD, useClass: PolicyGuard },
    { provide: APP_GUARD, useClass: LimitGuard }, // after it: who asks is known
    { provide: APP_FILTER, useClass: ProblemFilter },
    ClientAddress,
    SignInCookie,
    Origins,
    Refusals,
    Handlers,
    PolicyCheck,
    KeyCheck,
  ],
  exports: [ClientAddress, SignInCookie, Origins, Refusals, Handlers],
})
export class EdgeModule {}
