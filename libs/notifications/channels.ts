import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { Config, type Db, Log, type Reader } from '#platform';
import { AddressStateRepository } from './address-state.repository.js';
import { ContactPreferenceRepository } from './contact-preference.repository.js';
import { EXTERNAL, type External } from './message.repository.js';
import { PushSubscriptionRepository } from './push-subscription.repository.js';

/** How a channel leaves this installation; `none`: what is sent through it would reach nobody. */
export type Way = 'smtp' | 'sms' | 'push' | 'captured' | 'none';

/**
 * E-mail goes by SMTP where SMTP_URL is set, texts by the provider of SMS_URL, notifications to whatever browser asked for them. What
 * has no way out is captured in a demo, where it is read on the screen; a real clinic would never see it, so there it is no way at all.
 */
export function wayOf(channel: External, { smtpUrl, sms, mode }: Pick<Config, 'smtpUrl' | 'sms' | 'mode'>): Way {
  if (channel === 'push') return 'push';
  if (channel === 'email' && smtpUrl) return 'smtp';
  if (channel === 'sms' && sms) return 'sms';
  return mode === 'demo' ? 'captured' : 'none';
}

/** `call`: it must arrive, whatever its recipient prefers. `email-only`: it is for whoever has the address, and nobody else. */
export type Urgency = 'usual' | 'call' | 'email-only';

/** Through which channels people can be reached. */
@Injectable()
export class Channels {
  constructor(
    private readonly config: Config,
    private readonly identity: IdentityService,
    private readonly preferences: ContactPreferenceRepository,
    private readonly addresses: AddressStateRepository,
    private readonly browsers: PushSubscriptionRepository,
  ) {}

  way(channel: External): Way {
    return wayOf(channel, this.config);
  }

  /** The channels that reach a person, in the order in which they are tried. Empty: that person cannot be told. */
  async reaching(on: Db & Reader, personId: string, wanted: External, urgency: Urgency = 'usual'): Promise<External[]> {
    const contact = await this.identity.contact(on, personId);
    if (urgency === 'email-only') return contact.email !== null && this.way('email') !== 'none' ? ['email'] : [];
    const preference = await this.preferences.find(on, personId);
    const has: Record<External, boolean> = {
      email: await this.isGood(on, 'email', contact.email, urgency),
      sms: await this.isGood(on, 'sms', contact.phone, urgency),
      push: (await this.browsers.count(on, personId)) > 0,
    };
    const first = urgency === 'call' ? null : preference.first;
    const inOrder = [...new Set([...(first ? [first] : []), wanted, ...EXTERNAL])];
    return inOrder.filter((channel) => has[channel] && (urgency === 'call' || preference[channel]));
  }

  /** A page is tried at an address that was dead once: it may be wrong. Where somebody has said STOP, their provider lets nothing in. */
  private async isGood(on: Reader, channel: 'email' | 'sms', address: string | null, urgency: Urgency): Promise<boolean> {
    if (address === null || this.way(channel) === 'none') return false;
    const known = await this.addresses.find(on, channel, address);
    return known === null || (urgency === 'call' && known.state === 'undeliverable');
  }
}

/** Says at the start what nobody can be reached by. */
@Injectable()
export class ClosedChannels {
  constructor(config: Config, log: Log) {
    const closed = EXTERNAL.filter((channel) => wayOf(channel, config) === 'none');
    if (closed.length) log.warning('no provider: nothing can be sent through', { channels: closed });
  }
}
