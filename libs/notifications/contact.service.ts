import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { ContactJson, ExternalChannel } from '#contracts';
import { type Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { ContactPreferenceRepository } from './contact-preference.repository.js';
import { OwnChannels } from './own-channels.js';
import { notificationProblems } from './problems.js';
import { PushSubscriptionRepository } from './push-subscription.repository.js';
import type { Subscription } from './push-transport.js';

export type Wanted = Pick<ContactJson, 'email' | 'sms' | 'push' | 'first' | 'quietFromMin' | 'quietToMin'>;

/** How people are reached, and want to be: their own doing, and nobody else's. */
@Injectable()
export class ContactService {
  constructor(
    private readonly database: Database,
    private readonly preferences: ContactPreferenceRepository,
    private readonly own: OwnChannels,
    private readonly browsers: PushSubscriptionRepository,
    private readonly audit: Audit,
  ) {}

  async read({ personId, zone }: Caller): Promise<ContactJson> {
    const { quiet, ...wanted } = await this.preferences.find(this.database, personId);
    const channels = await this.own.list(this.database.read, personId);
    const times = { quietFromMin: quiet.fromMin, quietToMin: quiet.toMin };
    return { ...wanted, ...times, zone, channels, pushKey: this.own.pushKey };
  }

  /** Each yes and no to a channel is kept, as it was said. */
  async change(caller: Caller, { quietFromMin, quietToMin, ...channels }: Wanted): Promise<ContactJson> {
    const quiet = { fromMin: quietFromMin, toMin: quietToMin };
    await this.act(caller, 'change-contact', (tx) => this.preferences.put(tx, caller.personId, { ...channels, quiet }));
    return this.read(caller);
  }

  /** @throws `notifications.unknown-browser` when its notifications go through a service that we do not know */
  async putBrowser(caller: Caller, subscription: Subscription, isOn: boolean): Promise<ContactJson> {
    if (isOn && !this.own.isKnown(subscription.endpoint)) throw notificationProblems.unknownBrowser();
    await this.act(caller, isOn ? 'add-browser' : 'remove-browser', (tx) =>
      isOn
        ? this.browsers.add(tx, caller.personId, subscription)
        : this.browsers.removeByEndpoint(tx, subscription.endpoint, caller.personId),
    );
    return this.read(caller);
  }

  /** @throws `notifications.channel-closed`, `notifications.too-soon` */
  async test(caller: Caller, channel: ExternalChannel): Promise<{ messageId: string }> {
    return this.act(caller, 'test-contact', (tx) => this.own.test(tx, caller.personId, channel));
  }

  private act<T>(caller: Caller, action: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transact(async (tx) => {
      await this.audit.record(tx, caller, { action, objectType: 'contact' });
      return work(tx);
    });
  }
}
