import { Injectable } from '@nestjs/common';

import type { CapturedMessage } from '#contracts';
import { IdentityService } from '#identity';
import { Database } from '#platform';
import { MessageRepository } from './message.repository.js';

/** What would have left the system. */
@Injectable()
export class CapturedMailbox {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
    private readonly identity: IdentityService,
  ) {}

  /** Newest first; only those of one recipient if one is named. */
  async list(limit: number, recipientId?: string): Promise<CapturedMessage[]> {
    const rows = await this.messages.findCaptured(limit, recipientId);
    const people = await this.identity.people(this.database.read, [...new Set(rows.map(({ recipientId }) => recipientId))]);
    return rows.map((row) => ({ ...row, recipientName: people.get(row.recipientId)!.displayName }));
  }
}
