import { Injectable } from '@nestjs/common';

import { DAY } from '#kernel';
import { AnswersService, ConversationNotices, noticeKey } from '#messaging';
import { Clock, type Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

/** Whoever has not looked by then sees it in the program. */
const USEFUL_MS = 2 * DAY;

/** Tells people that somebody has written to them, and nothing of what; once until they have read it. */
@Injectable()
export class WrittenNotices {
  constructor(
    private readonly notices: ConversationNotices,
    private readonly answers: AnswersService,
    private readonly dispatch: DispatchService,
    private readonly clock: Clock,
  ) {}

  async written(tx: Tx, messageId: string): Promise<void> {
    const now = (await this.clock.now(tx)).getTime();
    for (const { patientId, personId, firstUnreadId } of await this.notices.toTell(tx, messageId)) {
      const cause = `${noticeKey(patientId, personId)}:${firstUnreadId}`;
      const notice = { template: 'written', channel: 'email', cause, subjectId: firstUnreadId } as const;
      await this.dispatch.tell(tx, notice, [personId], { at: now, useUntil: now + USEFUL_MS });
    }
  }

  /** Nobody has answered a patient in time. */
  async unanswered(tx: Tx, messageId: string): Promise<void> {
    const personIds = await this.answers.overdue(tx, messageId);
    const notice = { template: 'clinicAlert', channel: 'email', cause: `unanswered:${messageId}`, subjectId: messageId } as const;
    await this.dispatch.tell(tx, notice, personIds);
  }
}
