import { Controller } from '@nestjs/common';

import { listCapturedMessages } from '#contracts';
import { CapturedMailbox } from '#notifications';
import { DemoOnly } from '../edge/policy.js';
import { type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class CapturedMessagesController {
  constructor(private readonly mailbox: CapturedMailbox) {}

  @DemoOnly()
  @Serves(listCapturedMessages)
  list(@Input() { query }: In<typeof listCapturedMessages>) {
    return this.mailbox.list(query);
  }
}
