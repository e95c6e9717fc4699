import { Controller, Res } from '@nestjs/common';

import { exchangeChaperoneLink } from '#contracts';
import { ChaperoneLinkService } from '#sessions';
import { Public } from '../edge/policy.js';
import { From, type Input as In, Input, Serves } from '../edge/serves.js';
import { SignInCookie } from '../edge/sign-in-cookie.js';

@Controller()
export class ChaperoneLinksController {
  constructor(
    private readonly links: ChaperoneLinkService,
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
}
