import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { Config, type Db, Log } from '#platform';
import type { Channel } from './message.repository.js';

/** How a channel leaves this installation; `none`: what is sent through it would reach nobody. */
export type Way = 'smtp' | 'captured' | 'none';

/**
 * E-mail goes by SMTP where SMTP_URL is set. There is no provider of texts yet. What has no way out is captured in a demo, where it
 * is read on the screen; a real clinic would never see it, so there it is no way at all.
 */
export function wayOf(channel: Channel, { smtpUrl, mode }: Pick<Config, 'smtpUrl' | 'mode'>): Way {
  if (channel === 'email' && smtpUrl) return 'smtp';
  return mode === 'demo' ? 'captured' : 'none';
}

/** Through which channels people can be reached. */
@Injectable()
export class Channels {
  constructor(
    private readonly config: Config,
    private readonly identity: IdentityService,
    log: Log,
  ) {
    const closed = (['email', 'sms'] as const).filter((channel) => this.way(channel) === 'none');
    if (closed.length) log.warning('no provider: nothing can be sent through', { channels: closed });
  }

  way(channel: Channel): Way {
    return wayOf(channel, this.config);
  }

  /** The channels that reach a person, the wanted one first. Empty: that person cannot be told. */
  async reaching(db: Db, personId: string, wanted: Channel): Promise<Channel[]> {
    const { email, phone } = await this.identity.contact(db, personId);
    const has = { email: email !== null, sms: phone !== null };
    const inOrder: readonly Channel[] = wanted === 'email' ? ['email', 'sms'] : ['sms', 'email'];
    return inOrder.filter((channel) => has[channel] && this.way(channel) !== 'none');
  }
}
