import { Controller, Req, Res } from '@nestjs/common';

import { changePassword, endDevice, endOtherDevices, listDevices } from '#contracts';
import { AccountService, type Caller } from '#identity';
import { Origins } from '../edge/origins.js';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';
import { SignInCookie } from '../edge/sign-in-cookie.js';
import type { RawRequest } from './raw-request.js';

@Controller()
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly origins: Origins,
    private readonly cookie: SignInCookie,
  ) {}

  @SignedIn()
  @Serves(listDevices)
  devices(@Asks() caller: Caller, @Input() { query }: In<typeof listDevices>) {
    return this.account.list(caller, query);
  }

  @SignedIn()
  @Serves(endDevice)
  async endDevice(@Asks() caller: Caller, @Input() { params }: In<typeof endDevice>): Promise<null> {
    await this.account.end(caller, params.signInId);
    return null;
  }

  @SignedIn()
  @Serves(endOtherDevices)
  async endOthers(@Asks() caller: Caller): Promise<null> {
    await this.account.endOthers(caller);
    return null;
  }

  @SignedIn()
  @Serves(changePassword)
  async changePassword(
    @Asks() caller: Caller,
    @Input() { body }: In<typeof changePassword>,
    @Req() request: RawRequest,
    @Res({ passthrough: true }) reply: unknown,
  ): Promise<null> {
    const admitted = await this.account.changePassword(caller, body, this.origins.of(request));
    if (admitted) this.cookie.admit(reply, admitted);
    return null;
  }
}
