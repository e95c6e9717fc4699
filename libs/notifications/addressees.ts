import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { Channels } from './channels.js';
import type { Due } from './messages.js';
import { PushSubscriptionRepository } from './push-subscription.repository.js';
import type { Readable } from './template-values.service.js';

const TO_OTHER: ReadonlySet<Due['template']> = new Set(['emailChange', 'emailChanged']);

/** Where messages go. */
@Injectable()
export class Addressees {
  constructor(
    private readonly identity: IdentityService,
    private readonly channels: Channels,
    private readonly browsers: PushSubscriptionRepository,
  ) {}

  /** What is about a change of address goes to the one that is not the person's. A browser or a list needs no address. */
  async find(on: Readable, due: Due): Promise<Readonly<{ to: string }> | 'moot' | 'unreachable'> {
    const to = await this.address(on, due);
    if (to === null && TO_OTHER.has(due.template)) return 'moot';
    const isClosed = due.channel !== 'inbox' && this.channels.way(due.channel) === 'none';
    return to === null || isClosed ? 'unreachable' : { to };
  }

  private async address(on: Readable, { template, subjectId, recipientId, channel }: Due): Promise<string | null> {
    if (TO_OTHER.has(template)) return this.identity.otherAddress(on, subjectId);
    if (channel === 'inbox') return '';
    if (channel === 'push') return (await this.browsers.count(on, recipientId)) > 0 ? '' : null;
    const { email, phone } = await this.identity.contact(on, recipientId);
    return channel === 'email' ? email : phone;
  }
}
