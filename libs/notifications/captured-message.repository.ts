import { Injectable } from '@nestjs/common';

import type { CapturedMessage } from '#contracts';
import { Database, type PageCursor, PersonKeys, type Tx } from '#platform';
import type { Outgoing } from './message.repository.js';

/** What of a captured message is shown. */
type Shown = Pick<CapturedMessage, 'to' | 'subject' | 'text' | 'attachments'>;
const ERASED: Shown = { to: '', subject: null, text: 'Erased.', attachments: [] };
const place = (rowId: string) => ({ table: 'captured_message', column: 'message_sealed', rowId });

/** The captured mailbox, sealed under the keys of its recipients. */
@Injectable()
export class CapturedMessageRepository {
  constructor(
    private readonly database: Database,
    private readonly keys: PersonKeys,
  ) {}

  async insert(tx: Tx, id: string, { recipientId, to, channel, text, attachments }: Outgoing): Promise<void> {
    const shown: Shown = {
      to,
      subject: channel === 'email' ? text.subject : null,
      text: text.text,
      attachments: [...attachments],
    };
    const messageSealed = await this.keys.seal(tx, recipientId, JSON.stringify(shown), place(id));
    await tx.capturedMessage.create({ data: { messageId: id, to: '', text: '', messageSealed }, select: { messageId: true } });
  }

  /** Newest first. */
  async find(limit: number, recipientId?: string, before?: PageCursor): Promise<Omit<CapturedMessage, 'recipientName'>[]> {
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
        recipientId: message.recipientId,
        channel: message.channel === 'email' ? ('email' as const) : ('sms' as const), // nothing else is captured
        ...(messageSealed ? await this.open(messageId, messageSealed) : { ...unsealed, attachments: [] }),
        sentAt: sentAt.toISOString(),
      })),
    );
  }

  private async open(id: string, sealed: string): Promise<Shown> {
    const shown = await this.keys.openIfKept(this.database.read, sealed, place(id));
    return shown === null ? ERASED : { ...ERASED, ...(JSON.parse(shown) as Shown) };
  }
}
