import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { ConversationMessage } from '#contracts';
import type { Caller } from '#identity';
import { Database, sqlState, type Tx } from '#platform';
import { AnswersService } from './answers.service.js';
import { ConversationRepository, type MessageRow } from './conversation.repository.js';
import { ConversationDoor } from './conversation-door.js';
import { messagingProblems } from './problems.js';

/** What `conversation_message_law` says while a session is live. */
const LIVE = 'HM001';
/** Nobody writes so much by hand; a program that has run wild does. */
const MOST = 20;
const WITHIN_MIN = 10;

/** Writing in a conversation, and having read it. */
@Injectable()
export class WritingService {
  constructor(
    private readonly database: Database,
    private readonly door: ConversationDoor,
    private readonly conversations: ConversationRepository,
    private readonly answers: AnswersService,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found`, `messaging.session-is-live`, `messaging.too-many` */
  async write(caller: Caller, patientId: string, text: string): Promise<ConversationMessage> {
    const { id, seq, sentAt } = await this.database.transact(async (tx) => {
      await this.door.enter(caller, patientId, tx);
      const { lastSeq, waiting } = await this.conversations.takeNext(tx, patientId);
      const recent = await this.conversations.countLately(tx, patientId, caller.personId, WITHIN_MIN);
      if (recent >= MOST) throw messagingProblems.tooMany({ retryAfterSec: 60 });
      const message = await this.insert(tx, { id: randomUUID(), patientId, seq: lastSeq, authorId: caller.personId }, text);
      await this.answers.follow(tx, message, waiting);
      const act = {
        action: 'send-message',
        objectType: 'conversation-message',
        objectId: message.id,
        subjectPersonId: patientId,
      };
      await this.audit.record(tx, caller, act);
      return message;
    });
    const by = { authorName: caller.displayName, authorRole: caller.role, isOwn: true };
    return { id, seq, text, ...by, sentAt: sentAt.toISOString(), readBy: [] };
  }

  /** @throws `care.not-found` */
  async readUntil(caller: Caller, patientId: string, seq: number): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.door.enter(caller, patientId, tx);
      await this.conversations.read(tx, patientId, caller.personId, seq);
      await this.answers.seen(tx, patientId, caller.personId);
    });
  }

  private async insert(tx: Tx, message: Omit<MessageRow, 'sentAt'>, text: string): Promise<MessageRow> {
    try {
      return { ...message, sentAt: await this.conversations.insert(tx, message, text) };
    } catch (error) {
      throw sqlState(error) === LIVE ? messagingProblems.sessionIsLive({}, { cause: error }) : error;
    }
  }
}
