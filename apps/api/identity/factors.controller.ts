import { Controller, Req, Res } from '@nestjs/common';

import {
  addPasskey,
  beginAuthenticator,
  beginPasskey,
  confirmAuthenticator,
  readFactors,
  removeAuthenticator,
  removePasskey,
  renewRecoveryCodes,
} from '#contracts';
import { type Caller, FactorsService } from '#identity';
import { Origins } from '../edge/origins.js';
import { SignedIn, SignedInPending } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';
import { SignInCookie } from '../edge/sign-in-cookie.js';
import type { RawRequest } from './raw-request.js';

type Enrolled = Awaited<ReturnType<FactorsService['addPasskey']>>;

/** With what the person signs in. Whoever must have a second factor and has none can enrol it before they are let in. */
@Controller()
export class FactorsController {
  constructor(
    private readonly factors: FactorsService,
    private readonly origins: Origins,
    private readonly cookie: SignInCookie,
  ) {}

  @SignedInPending()
  @Serves(readFactors)
  read(@Asks() caller: Caller) {
    return this.factors.summary(caller);
  }

  @SignedInPending()
  @Serves(beginAuthenticator)
  beginAuthenticator(@Asks() caller: Caller) {
    return this.factors.beginAuthenticator(caller);
  }

  @SignedInPending()
  @Serves(confirmAuthenticator)
  async confirmAuthenticator(
    @Asks() caller: Caller,
    @Input() { body }: In<typeof confirmAuthenticator>,
    @Req() request: RawRequest,
    @Res({ passthrough: true }) reply: unknown,
  ) {
    return this.enrolled(await this.factors.confirmAuthenticator(caller, body.code, this.origins.of(request)), reply);
  }

  @SignedIn()
  @Serves(removeAuthenticator)
  async removeAuthenticator(@Asks() caller: Caller): Promise<null> {
    await this.factors.removeAuthenticator(caller);
    return null;
  }

  @SignedInPending()
  @Serves(beginPasskey)
  async beginPasskey(@Asks() caller: Caller) {
    return { options: await this.factors.beginPasskey(caller) };
  }

  @SignedInPending()
  @Serves(addPasskey)
  async addPasskey(
    @Asks() caller: Caller,
    @Input() { body }: In<typeof addPasskey>,
    @Req() request: RawRequest,
    @Res({ passthrough: true }) reply: unknown,
  ) {
    return this.enrolled(await this.factors.addPasskey(caller, body.name, body.passkey, this.origins.of(request)), reply);
  }

  @SignedIn()
  @Serves(removePasskey)
  async removePasskey(@Asks() caller: Caller, @Input() { params }: In<typeof removePasskey>): Promise<null> {
    await this.factors.removePasskey(caller, params.passkeyId);
    return null;
  }

  @SignedIn()
  @Serves(renewRecoveryCodes)
  async renewRecoveryCodes(@Asks() caller: Caller) {
    return { recoveryCodes: await this.factors.renewRecoveryCodes(caller) };
  }

  private enrolled({ recoveryCodes, admitted }: Enrolled, reply: unknown) {
    if (admitted) this.cookie.admit(reply, admitted);
    return { recoveryCodes };
  }
}
