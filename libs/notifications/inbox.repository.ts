import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Reader, type Tx } from '#platform';
import type { Text } from './templates.js';

export type InboxRow = Readonly<{ id: string; subject: string; text: string; sentAt: Date; isRead: boolean }>;
const place = (rowId: string) => ({ table: 'inbox_message', column: 'text_sealed', rowId });

/** Messages in people's own lists, sealed under their keys. */
@Injectable()
export class InboxRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, id: string, personId: string, text: Text): Promise<void> {
    const sealed = await this.keys.seal(tx, personId, JSON.stringify(text), place(id));
    await tx.sql`INSERT INTO inbox_message (message_id, person_id, text_sealed) VALUES (${id}, ${personId}, ${sealed})`;
  }

  /** Newest first. */
  async find(on: Db, personId: string, limit: number): Promise<InboxRow[]> {
    const rows = await on.sql<{ id: string; sealed: string; sentAt: Date; isRead: boolean }>`
      SELECT message_id AS id, text_sealed AS sealed, sent_at AS "sentAt", read_at IS NOT NULL AS "isRead"
      FROM inbox_message WHERE person_id = ${personId} ORDER BY sent_at DESC, message_id DESC LIMIT ${limit}`;
    const opened = await Promise.all(
      rows.map(async ({ sealed, ...row }) => ({ ...row, opened: await this.keys.openIfKept(on, sealed, place(row.id)) })),
    );
    return opened.flatMap(({ opened: text, ...row }) => (text === null ? [] : [{ ...row, ...(JSON.parse(text) as Text) }]));
  }

  async countUnread(on: Reader, personId: string): Promise<number> {
    const [row] = await on.sql<{ n: number }>`
      SELECT count(*) AS n FROM inbox_message WHERE person_id = ${personId} AND read_at IS NULL`;
    return row!.n;
  }

  async markRead(tx: Tx, personId: string, until: Date): Promise<void> {
    await tx.sql`
      UPDATE inbox_message SET read_at = app_now() WHERE person_id = ${personId} AND read_at IS NULL AND sent_at <= ${until}`;
  }
}
