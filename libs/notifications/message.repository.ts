import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { CapturedMessage } from '#contracts';
import { Database, type PageCursor, PersonKeys, type Tx } from '#platform';
import type { TemplateName, Text } from './templates.js';

export type Channel = 'email' | 'sms';
/** One message to one person; `cause` names what it is sent for, so that the same cause never reaches a person twice. */
export type Outgoing = Readonly<{
  cause: string;
  recipientId: string;
  channel: Channel;
  template: TemplateName;
  subjectId: string;
  to: string;
  text: Text;
}>;
export type Claimed = Readonly<{ id: string; state: 'claimed' | 'sent' | 'failed' | 'unknown'; isNew: boolean }>;

@Injectable()
export class MessageRepository {
  constructor(
    private readonly database: Database,
    private readonly keys: PersonKeys,
  ) {}

  /** Makes the row, or finds the one that another try has made; `state` is what that one left. A failed one is claimed again. */
  async claim(tx: Tx, { cause, recipientId, channel, template, subjectId }: Outgoing): Promise<Claimed> {
    const key = `${cause}|${recipientId}|${channel}`;
    const [made] = await tx.sql<{ id: string }>`
      INSERT INTO message (id, key, recipient_id, channel, template, subject_id)
      VALUES (${randomUUID()}, ${key}, ${recipientId}, ${channel}::message_channel, ${template}, ${subjectId})
      ON CONFLICT (key) DO NOTHING RETURNING id`;
    if (made) return { id: made.id, state: 'claimed', isNew: true };
    const [known] = await tx.sql<{ id: string; state: Claimed['state'] }>`
      WITH known AS (SELECT id, state FROM message WHERE key = ${key} FOR UPDATE)
      UPDATE message SET attempts = attempts + 1, state = CASE message.state WHEN 'failed' THEN 'claimed' ELSE message.state END
      FROM known WHERE message.id = known.id RETURNING known.id, known.state`;
    return { ...known!, isNew: false };
  }

  async capture(tx: Tx, id: string, { recipientId, to, channel, text }: Outgoing): Promise<void> {
    const shown: Shown = { to, subject: channel === 'email' ? text.subject : null, text: text.text };
    const messageSealed = await this.keys.seal(tx, recipientId, JSON.stringify(shown), place(id));
    await tx.capturedMessage.create({ data: { messageId: id, to: '', text: '', messageSealed }, select: { messageId: true } });
    await this.settle(tx, id, 'sent', null);
  }

  async settle(tx: Tx, id: string, state: Claimed['state'], errorCode: string | null): Promise<void> {
    await tx.sql`
      UPDATE message SET state = ${state}::message_state, error_code = ${errorCode},
        sent_at = CASE WHEN ${state} = 'sent' THEN app_now() END
      WHERE id = ${id}`;
  }

  /** The captured mailbox, newest first. */
  async findCaptured(
    limit: number,
    recipientId?: string,
    before?: PageCursor,
  ): Promise<Omit<CapturedMessage, 'recipientName'>[]> {
    const isBefore = before && {
      OR: [{ sentAt: { lt: before.at } }, { sentAt: before.at, messageId: { lt: before.id } }],
    };
    const rows = await this.database.read.capturedMessage.findMany({
      where: { ...isBefore, ...(recipientId && { message: { recipientId } }) },
      orderBy: [{ sentAt: 'desc' }, { messageId: 'desc' }],
      take: limit,
      select: {
        messageId: true,
        to: true,
        subject: true,
        text: true,
        messageSealed: true,
        sentAt: true,
        message: { select: { channel: true, recipientId: true } },
      },
    });
    return Promise.all(
      rows.map(async ({ messageId, message, sentAt, messageSealed, ...unsealed }) => ({
        id: messageId,
        ...message,
        ...(messageSealed ? await this.openCaptured(messageId, messageSealed) : unsealed),
        sentAt: sentAt.toISOString(),
      })),
    );
  }

  private async openCaptured(id: string, sealed: string): Promise<Shown> {
    const shown = await this.keys.openIfKept(this.database.read, sealed, place(id));
    return shown === null ? ERASED : (JSON.parse(shown) as Shown);
  }
}

/** What of a captured message is shown. */
type Shown = Pick<CapturedMessage, 'to' | 'subject' | 'text'>;
const ERASED: Shown = { to: '', subject: null, text: 'Erased.' };
const place = (rowId: string) => ({ table: 'captured_message', column: 'message_sealed', rowId });
