import { Controller } from '@nestjs/common';

import { changeContact, listOwnMessages, putBrowser, readContact, readOwnMessages, testContact } from '#contracts';
import type { Caller } from '#identity';
import { ContactService, OwnMessagesService } from '#notifications';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

@Controller()
export class ContactController {
  constructor(
    private readonly contact: ContactService,
    private readonly messages: OwnMessagesService,
  ) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin', 'auditor', 'external')
  @Serves(readContact)
  read(@Asks() caller: Caller) {
    return this.contact.read(caller);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin', 'auditor', 'external')
  @Serves(changeContact)
  change(@Asks() caller: Caller, @Input() { body }: In<typeof changeContact>) {
    return this.contact.change(caller, body);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin', 'auditor', 'external')
  @Serves(testContact)
  test(@Asks() caller: Caller, @Input() { body }: In<typeof testContact>) {
    return this.contact.test(caller, body.channel);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin', 'auditor', 'external')
  @Serves(putBrowser)
  browser(@Asks() caller: Caller, @Input() { body }: In<typeof putBrowser>) {
    return this.contact.putBrowser(caller, body.subscription, body.isOn);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin', 'auditor', 'external')
  @Serves(listOwnMessages)
  async list(@Asks() caller: Caller) {
    const { messages, unread } = await this.messages.list(caller);
    return { messages: messages.map((message) => ({ ...message, sentAt: message.sentAt.toISOString() })), unread };
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin', 'auditor', 'external')
  @Serves(readOwnMessages)
  async markRead(@Asks() caller: Caller, @Input() { body }: In<typeof readOwnMessages>) {
    await this.messages.read(caller, new Date(body.until));
    return {};
  }
}
