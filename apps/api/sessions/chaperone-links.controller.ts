import { Controller, Res } from '@nestjs/common';

import { exchangeChaperoneLink, lookAtChaperoneLink, refuseChaperoneLink } from '#contracts';
import { ChaperoneLinkService, WrongNumberService } from '#sessions';
import { Public } from '../edge/policy.js';
import { From, type Input as In, Input, Serves } from '../edge/serves.js';
import { SignInCookie } from '../edge/sign-in-cookie.js';

@Controller()
export class ChaperoneLinksController {
  constructor(
    private readonly links: ChaperoneLinkService,
    private readonly wrongNumbers: WrongNumberService,
    private readonly cookie: SignInCookie,
  ) {}

  @Public()
  @Serves(exchangeChaperoneLink)
  async exchange(
    @Input() { body }: In<typeof exchangeChaperoneLink>,
    @From() address: string,
    @Res({ passthrough: true }) reply: unknown,
  ) {
    const { signInToken, ...session } = await this.links.exchange(body.token, address);
    this.cookie.set(reply, signInToken);
    return session;
  }

  @Public()
  @Serves(lookAtChaperoneLink)
  look(@Input() { body }: In<typeof lookAtChaperoneLink>) {
    return this.wrongNumbers.look(body.token);
  }

  @Public()
  @Serves(refuseChaperoneLink)
  async refuse(@Input() { body }: In<typeof refuseChaperoneLink>, @From() address: string): Promise<null> {
    await this.wrongNumbers.refuse(body.token, address);
    return null;
  }
}
