import { Injectable } from '@nestjs/common';

import type { ContactJson, ExternalChannel } from '#contracts';
import { IdentityService } from '#identity';
import type { Db, Tx } from '#platform';
import { AddressStateRepository } from './address-state.repository.js';
import { Channels } from './channels.js';
import { notificationProblems } from './problems.js';
import { PushTransport } from './push-transport.js';
import { TestMessages } from './test-messages.js';

type Own = ContactJson['channels'][number];

/** The channels of one person, as that person sees them. */
@Injectable()
export class OwnChannels {
  constructor(
    private readonly identity: IdentityService,
    private readonly channels: Channels,
    private readonly addresses: AddressStateRepository,
    private readonly push: PushTransport,
    private readonly tests: TestMessages,
  ) {}

  get pushKey(): string {
    return this.push.publicKey;
  }

  isKnown(endpoint: string): boolean {
    return this.push.isKnown(endpoint);
  }

  async list(db: Db, personId: string): Promise<Own[]> {
    const { email, phone } = await this.identity.contact(db, personId);
    const hasBrowser = (await this.channels.reaching(db, personId, 'push', 'call')).includes('push');
    return [
      await this.own(db, 'email', email),
      await this.own(db, 'sms', phone),
      { channel: 'push', address: null, state: hasBrowser ? 'good' : 'none' },
    ];
  }

  /** @throws `notifications.channel-closed`, `notifications.too-soon` */
  async test(tx: Tx, personId: string, channel: ExternalChannel): Promise<{ messageId: string }> {
    const state = (await this.list(tx, personId)).find((own) => own.channel === channel)?.state;
    if (state !== 'good') throw notificationProblems.channelClosed();
    return { messageId: await this.tests.plan(tx, personId, channel) };
  }

  private async own(db: Db, channel: 'email' | 'sms', address: string | null): Promise<Own> {
    if (address === null) return { channel, address, state: 'none' };
    const known = await this.addresses.find(db, channel, address);
    const isClosed = this.channels.way(channel) === 'none';
    return { channel, address: hint(address), state: known?.state ?? (isClosed ? 'closed' : 'good') };
  }
}

/** As much of an address as its owner needs to know it by. */
const hint = (address: string): string => {
  const [name = '', host] = address.split('@');
  return host ? `${name.slice(0, 1)}…@${host}` : `… ${address.slice(-4)}`;
};
