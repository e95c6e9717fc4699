import { Injectable } from '@nestjs/common';

import type { CapturedMessage } from '#contracts';
import { IdentityService } from '#identity';
import { cursorFrom, cursorOf, Database } from '#platform';
import { CapturedMessageRepository } from './captured-message.repository.js';

type Asked = Readonly<{ limit: number; recipientId?: string | undefined; before?: string | undefined }>;

/** What would have left the system. */
@Injectable()
export class CapturedMailbox {
  constructor(
    private readonly database: Database,
    private readonly messages: CapturedMessageRepository,
    private readonly identity: IdentityService,
  ) {}

  /** A page, newest first; only those of one recipient if one is named. @throws `request.invalid` for a cursor that is none */
  async list({ limit, recipientId, before }: Asked): Promise<{ messages: CapturedMessage[]; next: string | null }> {
    const rows = await this.messages.find(limit, recipientId, cursorFrom(before));
    const people = await this.identity.people(this.database.read, [...new Set(rows.map(({ recipientId }) => recipientId))]);
    const [last, isLastPage] = [rows.at(-1), rows.length < limit];
    return {
      messages: rows.map((row) => ({ ...row, recipientName: people.get(row.recipientId)!.displayName })),
      next: !last || isLastPage ? null : cursorOf({ at: new Date(last.sentAt), id: last.id }),
    };
  }
}
