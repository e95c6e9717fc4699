import { Controller, Req, Res } from '@nestjs/common';

import { beginPasskeySignIn, type Me, proveSecondFactor, readMe, signIn, signInByPasskey, signOut } from '#contracts';
import { type Admitted, type Caller, FrontDoor, meOf, SignInService } from '#identity';
import { Limited } from '../edge/limited.js';
import { Origins } from '../edge/origins.js';
import { Also, Public, SignedIn, SignedInPending } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';
import { SignInCookie } from '../edge/sign-in-cookie.js';
import type { RawRequest } from './raw-request.js';

/** Coming in and going out. */
@Controller()
export class SignInsController {
  constructor(
    private readonly door: FrontDoor,
    private readonly signIns: SignInService,
    private readonly origins: Origins,
    private readonly cookie: SignInCookie,
  ) {}

  @Public()
  @Limited('sign-in')
  @Serves(signIn)
  async signIn(@Input() { body }: In<typeof signIn>, @Req() request: RawRequest, @Res({ passthrough: true }) reply: unknown) {
    return this.welcome(await this.door.byPassword(body.email, body.password, this.origins.of(request)), reply);
  }

  @Public()
  @Serves(beginPasskeySignIn)
  async beginPasskey() {
    return { options: await this.door.passkeyOptions() };
  }

  /** Counted as any request: nobody guesses a passkey, and all who come by one from a clinic's network come at the same address. */
  @Public()
  @Serves(signInByPasskey)
  async byPasskey(
    @Input() { body }: In<typeof signInByPasskey>,
    @Req() request: RawRequest,
    @Res({ passthrough: true }) reply: unknown,
  ) {
    return this.welcome(await this.door.byPasskey(body.passkey, this.origins.of(request)), reply);
  }

  @SignedInPending()
  @Serves(proveSecondFactor)
  async secondFactor(
    @Asks() caller: Caller,
    @Input() { body }: In<typeof proveSecondFactor>,
    @Req() request: RawRequest,
    @Res({ passthrough: true }) reply: unknown,
  ) {
    return this.welcome(await this.door.completeWith(caller, body, this.origins.of(request)), reply);
  }

  @SignedIn()
  @Also('pending', 'locked', 'capability')
  @Serves(signOut)
  async signOut(@Asks() caller: Caller, @Req() request: RawRequest, @Res({ passthrough: true }) reply: unknown): Promise<null> {
    await this.signIns.signOut(caller, this.cookie.readCapability(request.raw.headers.cookie));
    this.cookie.clear(reply);
    return null;
  }

  @SignedIn()
  @Also('pending', 'locked', 'capability')
  @Serves(readMe)
  me(@Asks() caller: Caller): Me {
    return meOf(caller);
  }

  private async welcome(admitted: Admitted, reply: unknown): Promise<Me> {
    const caller = await this.signIns.resolve(admitted.token);
    this.cookie.admit(reply, admitted);
    return meOf(caller!);
  }
}
