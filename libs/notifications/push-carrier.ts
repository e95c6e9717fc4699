import { Injectable } from '@nestjs/common';

import { Database } from '#platform';
import type { Outgoing } from './message.repository.js';
import { PushSubscriptionRepository } from './push-subscription.repository.js';
import { PushTransport } from './push-transport.js';
import type { Answer } from './transport.js';

const NO_BROWSER: Answer = { result: 'refused', code: 'push-no-browser' };
/** Without the addresses of pages: a notification is read, and opens the program. */
const withoutLinks = (text: string): string =>
  text
    .replace(/:\s*https?:\S+/g, '.')
    .replace(/\s*https?:\S+/g, '')
    .trim();

/** Shows a message in every browser in which its recipient has asked for it; those that are gone are forgotten. */
@Injectable()
export class PushCarrier {
  constructor(
    private readonly database: Database,
    private readonly browsers: PushSubscriptionRepository,
    private readonly transport: PushTransport,
  ) {}

  async send({ recipientId, level, text }: Outgoing, messageId: string): Promise<Answer> {
    const browsers = await this.browsers.find(this.database.read, recipientId);
    const shown = { title: text.subject, text: withoutLinks(text.text), tag: messageId };
    const answers = await Promise.all(
      browsers.map(({ subscription }) => this.transport.send(subscription, shown, level !== undefined)),
    );
    const gone = browsers.filter((_, i) => answers[i]!.address !== undefined).map(({ id }) => id);
    if (gone.length) await this.database.transact((tx) => this.browsers.remove(tx, gone));
    const by = (wanted: Answer['result']) => answers.find(({ result }) => result === wanted);
    const { result, code } = by('taken') ?? by('not-taken') ?? answers[0] ?? NO_BROWSER;
    return { result, code };
  }
}
