import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';
import type { MessageState } from './domain/provider-word.js';
import type { Channel } from './message.repository.js';
import type { TemplateName } from './templates.js';

export type LogRow = Readonly<{
  id: string;
  recipientId: string;
  channel: Channel;
  template: TemplateName;
  subjectId: string;
  level: number | null;
  state: MessageState;
  isOpen: boolean;
  attempts: number;
  errorCode: string | null;
  plannedAt: Date;
  dueAt: Date | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
}>;
export type Shows = 'all' | 'open' | 'planned' | 'sent';
/** The last row of a page: the next one begins after it. */
export type Place = Readonly<{ isOpen: boolean; plannedAt: Date; id: string }>;
type Page = Readonly<{ show: Shows; recipientId: string | null; after: Place | null; limit: number }>;

const STATES: Readonly<Record<Shows, readonly MessageState[] | null>> = {
  all: null,
  open: ['failed', 'unknown', 'undeliverable'],
  planned: ['planned', 'claimed'],
  sent: ['sent', 'delivered'],
};

/** Every message that was ever planned. */
@Injectable()
export class MessageLogRepository {
  /** Those that did not arrive first, then the newest. The expression is that of the index `message_open_first`. */
  find(on: Reader, { show, recipientId, after, limit }: Page): Promise<LogRow[]> {
    const states = STATES[show];
    return on.sql<LogRow>`
      SELECT id, recipient_id AS "recipientId", channel, template, subject_id AS "subjectId", level, state, attempts,
        error_code AS "errorCode", planned_at AS "plannedAt", due_at AS "dueAt", sent_at AS "sentAt", delivered_at AS "deliveredAt",
        ((state = 'failed' OR state = 'unknown' OR state = 'undeliverable') AND resolved_at IS NULL) AS "isOpen"
      FROM message
      WHERE (${states}::text[] IS NULL OR state::text = ANY(${states}::text[]))
        AND (${show === 'open'} = false OR resolved_at IS NULL)
        AND (${recipientId}::uuid IS NULL OR recipient_id = ${recipientId}::uuid)
        AND (${after === null} OR
          (((state = 'failed' OR state = 'unknown' OR state = 'undeliverable') AND resolved_at IS NULL), planned_at, id)
            < (${after?.isOpen ?? false}::boolean, ${after?.plannedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      ORDER BY ((state = 'failed' OR state = 'unknown' OR state = 'undeliverable') AND resolved_at IS NULL) DESC, planned_at DESC, id DESC
      LIMIT ${limit}`;
  }

  async findById(on: Reader, id: string): Promise<LogRow | undefined> {
    const [row] = await on.sql<LogRow>`
      SELECT id, recipient_id AS "recipientId", channel, template, subject_id AS "subjectId", level, state, attempts,
        error_code AS "errorCode", planned_at AS "plannedAt", due_at AS "dueAt", sent_at AS "sentAt", delivered_at AS "deliveredAt",
        ((state = 'failed' OR state = 'unknown' OR state = 'undeliverable') AND resolved_at IS NULL) AS "isOpen"
      FROM message WHERE id = ${id}`;
    return row;
  }

  /** At most a hundred are counted: more is "many". */
  async countOpen(on: Reader): Promise<number> {
    const [row] = await on.sql<{ n: number }>`
      SELECT count(*) AS n FROM (
        SELECT 1 FROM message
        WHERE ((state = 'failed' OR state = 'unknown' OR state = 'undeliverable') AND resolved_at IS NULL) = true LIMIT 100) open`;
    return row!.n;
  }

  async resolve(tx: Tx, id: string, personId: string): Promise<void> {
    await tx.sql`UPDATE message SET resolved_at = app_now(), resolved_by = ${personId} WHERE id = ${id} AND resolved_at IS NULL`;
  }
}
