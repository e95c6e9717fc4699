import { Controller, Req, Res } from '@nestjs/common';

import { type Me, readSetup, setUp } from '#contracts';
import { meOf, SetupService, SignInService } from '#identity';
import { Origins } from '../edge/origins.js';
import { Public } from '../edge/policy.js';
import { type Input as In, Input, Serves } from '../edge/serves.js';
import { SignInCookie } from '../edge/sign-in-cookie.js';
import type { RawRequest } from './raw-request.js';

@Controller()
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly signIns: SignInService,
    private readonly origins: Origins,
    private readonly cookie: SignInCookie,
  ) {}

  @Public()
  @Serves(readSetup)
  async read() {
    return { isWaiting: await this.setup.isWaiting() };
  }

  @Public()
  @Serves(setUp)
  async setUp(
    @Input() { body: { token, ...admin } }: In<typeof setUp>,
    @Req() request: RawRequest,
    @Res({ passthrough: true }) reply: unknown,
  ): Promise<Me> {
    const admitted = await this.setup.setUp(token, admin, this.origins.of(request));
    this.cookie.admit(reply, admitted);
    return meOf((await this.signIns.resolve(admitted.token))!);
  }
}
