import { Injectable } from '@nestjs/common';

import { Addressees } from './addressees.js';
import { fill } from './domain/template-text.js';
import { Enclosures } from './enclosures.js';
import type { Due } from './messages.js';
import { TemplateRepository } from './template.repository.js';
import { type About, HAS_SECRET_LINK, type Readable, TemplateValues } from './template-values.service.js';
import type { Text } from './templates.js';
import type { Attachment } from './transport.js';

/** `moot`: there is nothing to say any more. `unreachable`: there is no way to say it. */
export type Rendered = Readonly<{ to: string; text: Text; attachments: readonly Attachment[] }> | 'moot' | 'unreachable';

/** Puts a message into words for its recipient, at the moment at which it is sent. */
@Injectable()
export class Renderer {
  constructor(
    private readonly values: TemplateValues,
    private readonly templates: TemplateRepository,
    private readonly addressees: Addressees,
    private readonly enclosures: Enclosures,
  ) {}

  async render(on: Readable, due: Due): Promise<Rendered> {
    const text = await this.words(on, due);
    if (text === null) return 'moot';
    const addressee = await this.addressees.find(on, due);
    return typeof addressee === 'string' ? addressee : { ...addressee, text, attachments: await this.enclosures.of(on, due) };
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
}
