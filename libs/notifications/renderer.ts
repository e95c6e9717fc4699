import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { Channels } from './channels.js';
import { fill } from './domain/template-text.js';
import type { Due } from './messages.js';
import { PushSubscriptionRepository } from './push-subscription.repository.js';
import { TemplateRepository } from './template.repository.js';
import { type About, HAS_SECRET_LINK, type Readable, TemplateValues } from './template-values.service.js';
import type { Text } from './templates.js';

/** `moot`: there is nothing to say any more. `unreachable`: there is no way to say it. */
export type Rendered = Readonly<{ to: string; text: Text }> | 'moot' | 'unreachable';
const TO_OTHER: ReadonlySet<Due['template']> = new Set(['emailChange', 'emailChanged']);

/** Puts a message into words for its recipient, at the moment at which it is sent. */
@Injectable()
export class Renderer {
  constructor(
    private readonly values: TemplateValues,
    private readonly templates: TemplateRepository,
    private readonly identity: IdentityService,
    private readonly channels: Channels,
    private readonly browsers: PushSubscriptionRepository,
  ) {}

  async render(on: Readable, due: Due): Promise<Rendered> {
    const text = await this.words(on, due);
    if (text === null) return 'moot';
    const to = await this.addressee(on, due);
    if (to === null && TO_OTHER.has(due.template)) return 'moot';
    const isClosed = due.channel !== 'inbox' && this.channels.way(due.channel) === 'none';
    return to === null || isClosed ? 'unreachable' : { to, text };
  }

  /** As it would be sent now, for whoever runs the clinic: a link that lets its reader in is left out. Null: it would not be sent. */
  async preview(on: Readable, about: About): Promise<Text | null> {
    const text = await this.words(on, about);
    if (!text || !HAS_SECRET_LINK.has(about.template)) return text;
    return { ...text, text: text.text.replace(/#\S+/g, '#…') };
  }

  private async words(on: Readable, about: About): Promise<Text | null> {
    const values = await this.values.of(on, about);
    return values && fill(await this.templates.current(on, about.template), values);
  }

  /** Where it goes: what is about a change of address, to the one that is not the person's. A browser or a list needs no address. */
  private async addressee(on: Readable, { template, subjectId, recipientId, channel }: Due): Promise<string | null> {
    if (TO_OTHER.has(template)) return this.identity.otherAddress(on, subjectId);
    if (channel === 'inbox') return '';
    if (channel === 'push') return (await this.browsers.count(on, recipientId)) > 0 ? '' : null;
    const { email, phone } = await this.identity.contact(on, recipientId);
    return channel === 'email' ? email : phone;
  }
}
