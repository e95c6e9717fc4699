import { Controller, Res } from '@nestjs/common';

import { type Me, readMe, signIn, signOut, stepUp } from '#contracts';
import { type Caller, SignInService } from '#identity';
import { Limited } from '../edge/limited.js';
import { Public, SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';
import { SignInCookie } from '../edge/sign-in-cookie.js';

@Controller()
export class SignInsController {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookie: SignInCookie,
  ) {}

  @Public()
  @Limited('sign-in')
  @Serves(signIn)
  async signIn(@Input() { body }: In<typeof signIn>, @Res({ passthrough: true }) reply: unknown): Promise<Me> {
    const { token, caller } = await this.signIns.signIn(body.email, body.password);
    this.cookie.set(reply, token);
    return caller;
  }

  @SignedIn()
  @Serves(signOut)
  async signOut(@Asks() caller: Caller, @Res({ passthrough: true }) reply: unknown): Promise<null> {
    await this.signIns.signOut(caller);
    this.cookie.clear(reply);
    return null;
  }

  @SignedIn()
  @Serves(stepUp)
  async stepUp(@Asks() caller: Caller, @Input() { body }: In<typeof stepUp>): Promise<{ validUntil: string }> {
    return { validUntil: (await this.signIns.stepUp(caller, body.password)).toISOString() };
  }

  @SignedIn()
  @Serves(readMe)
  me(@Asks() caller: Caller): Me {
    return caller;
  }
}
