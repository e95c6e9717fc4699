import { Controller, Req } from '@nestjs/common';

import { askEmailChange, confirmEmail, readEmail } from '#contracts';
import { type Caller, EmailChangeService } from '#identity';
import { Origins } from '../edge/origins.js';
import { Public, SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';
import type { RawRequest } from './raw-request.js';

/** One's own e-mail address. The link's token is signed: nobody can guess one. */
@Controller()
export class EmailController {
  constructor(
    private readonly emails: EmailChangeService,
    private readonly origins: Origins,
  ) {}

  @SignedIn()
  @Serves(readEmail)
  read(@Asks() caller: Caller) {
    return this.emails.read(caller);
  }

  @SignedIn()
  @Serves(askEmailChange)
  async ask(@Asks() caller: Caller, @Input() { body }: In<typeof askEmailChange>): Promise<null> {
    await this.emails.ask(caller, body.email);
    return null;
  }

  @Public()
  @Serves(confirmEmail)
  async confirm(@Input() { body }: In<typeof confirmEmail>, @Req() request: RawRequest): Promise<null> {
    await this.emails.confirm(body.token, this.origins.of(request));
    return null;
  }
}
