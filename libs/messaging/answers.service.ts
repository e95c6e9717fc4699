import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { CareService } from '#care';
import { IdentityService } from '#identity';
import { Outbox, type Tx } from '#platform';
import { ConversationRepository, type MessageRow } from './conversation.repository.js';
import { answerDueAt, type Waiting, waitingAfter } from './domain/waiting.js';
import { answerDue, answerKey, messageWritten, noticeKey } from './messages.js';

const UNANSWERED = 'message-unanswered';

/** What follows from a message: whoever it is for is told; and whoever waits too long is not forgotten. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly outbox: Outbox,
    private readonly alerts: AlertsService,
    private readonly care: CareService,
    private readonly identity: IdentityService,
  ) {}

  /** @param before for what the patient was waiting before it was written */
  async follow(tx: Tx, { id, patientId, authorId, sentAt }: MessageRow, before: Waiting | null): Promise<void> {
    await this.outbox.append(tx, messageWritten, { messageId: id });
    const isPatients = authorId === patientId;
    const waiting = waitingAfter(before, { id, at: sentAt.getTime(), isPatients });
    if (waiting?.id === before?.id) return;
    this.conversations.setWaiting(tx, patientId, waiting);
    if (waiting) await this.wait(tx, patientId, waiting);
    else await this.answered(tx, patientId, before!);
  }

  /** Somebody has read: what was to tell them that there is something to read is taken back. */
  async seen(tx: Tx, patientId: string, personId: string): Promise<void> {
    await this.outbox.void(tx, noticeKey(patientId, personId));
  }

  /**
   * A message that was not answered in time, as its clinic has set it: an alert; and whoever is on call may read and answer it.
   *
   * @returns who is to be told: whoever is on call, and the admins. Nobody when it was answered
   */
  async overdue(tx: Tx, messageId: string): Promise<string[]> {
    const message = await this.conversations.findOne(tx, messageId);
    if (!message) return [];
    const { patientId } = message;
    const waiting = await this.conversations.holdWaiting(tx, patientId);
    if (waiting?.id !== messageId) return [];
    await this.alerts.raise(tx, { kind: UNANSWERED, subjectId: messageId, level: 2, patientId });
    const onCall = await this.alerts.onCallIn(tx);
    if (onCall) await this.care.assignPaged(tx, patientId, onCall.personId);
    const admins = await this.identity.peopleWithRole(tx, 'admin');
    return [...new Set([...(onCall ? [onCall.personId] : []), ...admins.map(({ id }) => id)])];
  }

  private async wait(tx: Tx, patientId: string, { id, since }: Waiting): Promise<void> {
    const { answerWithinHours } = await this.care.settings(tx);
    const dueAt = new Date(answerDueAt(since, answerWithinHours));
    await this.outbox.append(tx, answerDue, { messageId: id }, { dueAt, key: answerKey(patientId) });
  }

  private async answered(tx: Tx, patientId: string, { id }: Waiting): Promise<void> {
    await this.outbox.void(tx, answerKey(patientId));
    await this.alerts.close(tx, UNANSWERED, id);
  }
}
