import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { ConversationRepository } from './conversation.repository.js';
import { ConversationPeople } from './conversation-people.js';

/** `firstUnreadId`: since this one they have been told, if they were. */
export type ToTell = Readonly<{ patientId: string; personId: string; firstUnreadId: string }>;

/** Whom a message is for and who has not read it. */
@Injectable()
export class ConversationNotices {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly people: ConversationPeople,
  ) {}

  async toTell(tx: Tx, messageId: string): Promise<ToTell[]> {
    const message = await this.conversations.findOne(tx, messageId);
    if (!message) return [];
    const { patientId, authorId, seq } = message;
    const isPatients = authorId === patientId;
    const recipients = isPatients ? (await this.people.answerers(tx, patientId)).map(({ id }) => id) : [patientId];
    const found: ToTell[] = [];
    for (const personId of recipients) {
      const firstUnreadId = await this.conversations.firstUnread(tx, patientId, personId, seq);
      if (firstUnreadId) found.push({ patientId, personId, firstUnreadId });
    }
    return found;
  }
}
