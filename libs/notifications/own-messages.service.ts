import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Database } from '#platform';
import { InboxRepository, type InboxRow } from './inbox.repository.js';

const LAST = 100;

/** Everybody's own messages. */
@Injectable()
export class OwnMessagesService {
  constructor(
    private readonly database: Database,
    private readonly inbox: InboxRepository,
  ) {}

  async list({ personId }: Caller): Promise<{ messages: InboxRow[]; unread: number }> {
    const messages = await this.inbox.find(this.database.read, personId, LAST);
    return { messages, unread: await this.inbox.countUnread(this.database, personId) };
  }

  async read({ personId }: Caller, until: Date): Promise<void> {
    await this.database.transact((tx) => this.inbox.markRead(tx, personId, until));
  }
}
