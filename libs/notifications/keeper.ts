import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { CapturedMessageRepository } from './captured-message.repository.js';
import { InboxRepository } from './inbox.repository.js';
import { type Claimed, MessageRepository, type Outgoing } from './message.repository.js';
import { MessageRecords } from './message-records.js';

/** Takes messages on; and keeps what does not leave the system: exactly once, for it is one transaction with its cause's end. */
@Injectable()
export class Keeper {
  constructor(
    private readonly messages: MessageRepository,
    private readonly captured: CapturedMessageRepository,
    private readonly inbox: InboxRepository,
    private readonly records: MessageRecords,
  ) {}

  take(tx: Tx, outgoing: Outgoing): Promise<Claimed> {
    return this.records.claim(tx, outgoing);
  }

  async keep(tx: Tx, outgoing: Outgoing): Promise<void> {
    const { id, isNew } = await this.messages.claim(tx, outgoing);
    if (!isNew) return;
    if (outgoing.channel === 'inbox') await this.inbox.insert(tx, id, outgoing.recipientId, outgoing.text);
    else await this.captured.insert(tx, id, outgoing);
    await this.messages.settle(tx, id, outgoing.channel === 'inbox' ? 'delivered' : 'sent', {});
  }
}
