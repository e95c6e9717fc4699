import { Controller, Req, Res } from '@nestjs/common';

import {
  acceptByPasskey,
  acceptInvitation,
  beginPasskeyWelcome,
  choosePassword,
  forgotPassword,
  lookAtInvitation,
  type Me,
} from '#contracts';
import { type Admitted, meOf, PasskeyWelcome, RecoveryService, SignInService } from '#identity';
import { Limited } from '../edge/limited.js';
import { Origins } from '../edge/origins.js';
import { Public } from '../edge/policy.js';
import { type Input as In, Input, Serves } from '../edge/serves.js';
import { SignInCookie } from '../edge/sign-in-cookie.js';
import type { RawRequest } from './raw-request.js';

/** What links by e-mail open. Their tokens are signed: nobody can guess one. */
@Controller()
export class RecoveryController {
  constructor(
    private readonly recovery: RecoveryService,
    private readonly passkeys: PasskeyWelcome,
    private readonly signIns: SignInService,
    private readonly origins: Origins,
    private readonly cookie: SignInCookie,
  ) {}

  @Public()
  @Limited('sign-in')
  @Serves(forgotPassword)
  async forgot(@Input() { body }: In<typeof forgotPassword>): Promise<null> {
    await this.recovery.forgot(body.email);
    return null;
  }

  @Public()
  @Serves(choosePassword)
  async choose(@Input() { body }: In<typeof choosePassword>, @Req() request: RawRequest): Promise<null> {
    await this.recovery.choosePassword(body.token, body.password, this.origins.of(request));
    return null;
  }

  @Public()
  @Serves(lookAtInvitation)
  look(@Input() { body }: In<typeof lookAtInvitation>) {
    return this.recovery.look(body.token);
  }

  @Public()
  @Serves(acceptInvitation)
  async accept(
    @Input() { body }: In<typeof acceptInvitation>,
    @Req() request: RawRequest,
    @Res({ passthrough: true }) reply: unknown,
  ): Promise<Me> {
    return this.welcome(await this.recovery.accept(body.token, body.password, this.origins.of(request)), reply);
  }

  @Public()
  @Serves(beginPasskeyWelcome)
  async beginPasskey(@Input() { body }: In<typeof beginPasskeyWelcome>) {
    return { options: await this.passkeys.begin(body.token) };
  }

  @Public()
  @Serves(acceptByPasskey)
  async acceptByPasskey(
    @Input() { body: { token, name, passkey } }: In<typeof acceptByPasskey>,
    @Req() request: RawRequest,
    @Res({ passthrough: true }) reply: unknown,
  ) {
    const { admitted, recoveryCodes } = await this.passkeys.accept(token, { name, answer: passkey }, this.origins.of(request));
    return { me: await this.welcome(admitted, reply), recoveryCodes };
  }

  private async welcome(admitted: Admitted, reply: unknown): Promise<Me> {
    this.cookie.admit(reply, admitted);
    return meOf((await this.signIns.resolve(admitted.token))!);
  }
}
