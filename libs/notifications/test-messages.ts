import { Injectable } from '@nestjs/common';

import type { ExternalChannel } from '#contracts';
import { MINUTE } from '#kernel';
import { Clock, Outbox, type Tx } from '#platform';
import { MessageRepository, messageKey } from './message.repository.js';
import { type Due, messageDue } from './messages.js';
import { notificationProblems } from './problems.js';

/** Messages by which people try a channel of theirs. */
@Injectable()
export class TestMessages {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly messages: MessageRepository,
  ) {}

  /** One a minute of the clock, by its cause. @throws `notifications.too-soon` */
  async plan(tx: Tx, personId: string, channel: ExternalChannel): Promise<string> {
    const minute = Math.floor((await this.clock.now(tx)).getTime() / MINUTE);
    const due: Due = { cause: `test:${minute}`, recipientId: personId, subjectId: personId, template: 'test', channel };
    if (await this.messages.idOf(tx, messageKey(due))) throw notificationProblems.tooSoon();
    this.messages.plan(tx, due, { eventId: await this.outbox.append(tx, messageDue, due), dueAt: null });
    return (await this.messages.idOf(tx, messageKey(due)))!;
  }
}
