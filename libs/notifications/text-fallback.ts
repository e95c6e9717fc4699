import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { Database, type Tx } from '#platform';
import type { Known } from './message.repository.js';
import { Undelivered } from './undelivered.js';

/** What happens when a text that was taken did not arrive after all, or somebody answers whom nobody would hear. */
@Injectable()
export class TextFallback {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly undelivered: Undelivered,
  ) {}

  /** The next channel, or a person who must know. A page has gone through all channels already: a person. */
  async after(tx: Tx, { id, key, recipientId, channel, template, subjectId, level }: Known): Promise<void> {
    const cause = key.slice(0, -`|${recipientId}|${channel}`.length);
    const due = { cause, recipientId, channel, template, subjectId, ...(level !== null && { level }) };
    await this.undelivered.follow(tx, due, id, 'refused');
  }

  async whomToCall(): Promise<string> {
    const { name, phone } = await this.care.settings(this.database.read);
    return `Nobody reads answers to this number. Please call ${name}: ${phone}. In an emergency call 911. STOP ends these texts.`;
  }
}
