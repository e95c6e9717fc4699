import { Controller, Header, Headers, Req } from '@nestjs/common';

import { textReceived, textStatus } from '#contracts';
import { TextAnswersService } from '#notifications';
import { Limited } from '../edge/limited.js';
import { SignedByProvider } from '../edge/policy.js';
import { type Input as In, Input, Serves } from '../edge/serves.js';
import type { RawRequest } from '../identity/raw-request.js';

/** What the provider of texts tells us. It proves itself by its signature. */
@Controller()
export class TextAnswersController {
  constructor(private readonly answers: TextAnswersService) {}

  @SignedByProvider()
  @Limited('nothing') // all of it comes from a few addresses, and what is not signed costs one digest
  @Serves(textStatus)
  async status(
    @Req() { raw }: RawRequest,
    @Headers('x-twilio-signature') signature: string | undefined,
    @Input() { params, body: form }: In<typeof textStatus>,
  ) {
    await this.answers.status({ path: raw.url ?? '', form, signature: signature ?? '' }, params.messageId);
    return {};
  }

  @SignedByProvider()
  @Limited('nothing')
  @Header('content-type', 'text/xml; charset=utf-8')
  @Serves(textReceived)
  received(
    @Req() { raw }: RawRequest,
    @Headers('x-twilio-signature') signature: string | undefined,
    @Input() { body: form }: In<typeof textReceived>,
  ) {
    return this.answers.received({ path: raw.url ?? '', form, signature: signature ?? '' });
  }
}
