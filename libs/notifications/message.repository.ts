import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import type { MessageState } from './domain/provider-word.js';
import type { TemplateName, Text } from './templates.js';
import type { Attachment } from './transport.js';

/** Channels that leave the system, in the order in which they are tried. */
export const EXTERNAL = ['email', 'push', 'sms'] as const;
export type External = (typeof EXTERNAL)[number];
/** `inbox`: a person's own list in the program. */
export type Channel = External | 'inbox';

/** One message to one person; `cause` names what it is sent for, so that the same cause never reaches a person twice. */
export type Outgoing = Readonly<{
  cause: string;
  recipientId: string;
  channel: Channel;
  template: TemplateName;
  subjectId: string;
  level?: number | undefined;
  to: string;
  text: Text;
  attachments: readonly Attachment[];
}>;
export type Intended = Omit<Outgoing, 'to' | 'text' | 'attachments'>;
/** `isNew`: no try was made before this one. `claimedAt`: of the try before, by the one clock. */
export type Claimed = Readonly<{ id: string; state: MessageState; isNew: boolean; claimedAt: Date | null }>;

export const messageKey = ({ cause, recipientId, channel }: Pick<Intended, 'cause' | 'recipientId' | 'channel'>): string =>
  `${cause}|${recipientId}|${channel}`;

/** What becomes of each message. */
@Injectable()
export class MessageRepository {
  /** Makes it visible that something will be sent. What was taken back may be planned again. */
  plan(tx: Tx, intended: Intended, { eventId, dueAt }: Readonly<{ eventId: string; dueAt: Date | null }>): void {
    const { recipientId, channel, template, subjectId, level = null } = intended;
    tx.later`
      INSERT INTO message (id, key, recipient_id, channel, template, subject_id, level, state, attempts, event_id, due_at)
      VALUES (${randomUUID()}, ${messageKey(intended)}, ${recipientId}, ${channel}::message_channel, ${template}, ${subjectId},
        ${level}, 'planned', 0, ${eventId}, coalesce(${dueAt}::timestamptz, app_now()))
      ON CONFLICT (key) DO UPDATE SET state = 'planned', event_id = EXCLUDED.event_id, due_at = EXCLUDED.due_at, planned_at = app_now()
      WHERE message.state IN ('planned', 'voided', 'moot')`;
  }

  /** Takes it on, whether or not it was planned; `state` is what another try has left. A failed one is taken on again. */
  async claim(tx: Tx, intended: Intended, textPrint: string | null = null): Promise<Claimed> {
    const { recipientId, channel, template, subjectId, level = null } = intended;
    const key = messageKey(intended);
    const [made] = await tx.sql<{ id: string }>`
      INSERT INTO message (id, key, recipient_id, channel, template, subject_id, level, text_print)
      VALUES (${randomUUID()}, ${key}, ${recipientId}, ${channel}::message_channel, ${template}, ${subjectId}, ${level}, ${textPrint})
      ON CONFLICT (key) DO NOTHING RETURNING id`;
    if (made) return { id: made.id, state: 'claimed', isNew: true, claimedAt: null };
    const [known] = await tx.sql<{ id: string; state: MessageState; claimedAt: Date }>`
      WITH known AS (SELECT id, state, claimed_at FROM message WHERE key = ${key} FOR UPDATE)
      UPDATE message SET attempts = attempts + 1,
        state = CASE WHEN known.state IN ('failed', 'planned', 'voided', 'moot') THEN 'claimed' ELSE known.state END,
        claimed_at = CASE WHEN known.state IN ('failed', 'planned', 'voided', 'moot') THEN app_now() ELSE known.claimed_at END,
        text_print = CASE WHEN known.state IN ('failed', 'planned', 'voided', 'moot') THEN ${textPrint} ELSE text_print END
      FROM known WHERE message.id = known.id RETURNING known.id, known.state, known.claimed_at AS "claimedAt"`;
    const isNew = ['planned', 'voided', 'moot'].includes(known!.state);
    return { ...known!, state: isNew ? 'claimed' : known!.state, isNew };
  }

  /** What was learnt of it; a message that has ended stays as it is (a trigger says so, too). */
  async settle(tx: Tx, id: string, state: MessageState, { errorCode = null, ref = null }: Learnt): Promise<void> {
    await tx.sql`
      UPDATE message SET state = ${state}::message_state, error_code = ${errorCode}, provider_ref = coalesce(${ref}, provider_ref),
        sent_at = CASE WHEN ${state} IN ('sent', 'delivered') THEN coalesce(sent_at, app_now()) ELSE sent_at END,
        delivered_at = CASE WHEN ${state} = 'delivered' THEN app_now() END
      WHERE id = ${id} AND (state NOT IN ('sent', 'delivered') OR (state = 'sent' AND ${state} IN ('delivered', 'undeliverable')))`;
  }

  /** A try that may have left nothing behind is made again, with these words. */
  async retake(tx: Tx, id: string, textPrint: string): Promise<void> {
    await tx.sql`UPDATE message SET state = 'claimed', claimed_at = app_now(), text_print = ${textPrint} WHERE id = ${id}`;
  }

  /** It is not to be sent any more. */
  async drop(tx: Tx, intended: Intended, state: 'moot' | 'undeliverable', errorCode: string): Promise<void> {
    await tx.sql`
      UPDATE message SET state = ${state}::message_state, error_code = ${errorCode}
      WHERE key = ${messageKey(intended)} AND state IN ('planned', 'failed', 'voided')`;
  }

  async find(tx: Tx, id: string): Promise<Known | undefined> {
    const [row] = await tx.sql<Known>`
      SELECT id, key, state, recipient_id AS "recipientId", channel, template, subject_id AS "subjectId", level,
        text_print AS "textPrint" FROM message WHERE id = ${id} FOR UPDATE`;
    return row;
  }

  /** Channels through which something was tried, or is planned, for one cause. */
  async tried(tx: Tx, { cause, recipientId }: Pick<Intended, 'cause' | 'recipientId'>): Promise<Set<Channel>> {
    const keys = EXTERNAL.map((channel) => messageKey({ cause, recipientId, channel }));
    const rows = await tx.sql<{ channel: Channel }>`
      SELECT channel FROM message WHERE key = ANY(${keys}::text[]) AND state NOT IN ('voided', 'moot')`;
    return new Set(rows.map(({ channel }) => channel));
  }

  async idOf(tx: Tx, key: string): Promise<string | undefined> {
    return (await tx.sql<{ id: string }>`SELECT id FROM message WHERE key = ${key}`)[0]?.id;
  }

  /** Which of a provider's names belong to messages of ours. */
  async knownRefs(tx: Tx, refs: readonly string[], exceptId: string): Promise<Set<string>> {
    const rows = await tx.sql<{ ref: string }>`
      SELECT provider_ref AS ref FROM message WHERE provider_ref = ANY(${refs}::text[]) AND id <> ${exceptId}`;
    return new Set(rows.map(({ ref }) => ref));
  }
}

type Learnt = Readonly<{ errorCode?: string | null; ref?: string | null }>;
export type Known = Readonly<{
  id: string;
  key: string;
  state: MessageState;
  recipientId: string;
  channel: Channel;
  template: TemplateName;
  subjectId: string;
  level: number | null;
  textPrint: string | null;
}>;
