import { Injectable } from '@nestjs/common';

import { type Db, type PageCursor, PersonKeys, type Reader, type Tx } from '#platform';
import type { Waiting } from './domain/waiting.js';

export type MessageRow = Readonly<{ id: string; patientId: string; seq: number; authorId: string; sentAt: Date }>;
export type OpenedMessage = MessageRow & Readonly<{ text: string | null }>;
export type Reading = Readonly<{ personId: string; readSeq: number }>;
export type ConversationRow = Readonly<{ patientId: string; lastAt: Date; unread: number; waitingSince: Date | null }>;
export type Standing = Readonly<{ lastSeq: number; waiting: Waiting | null }>;

const place = (rowId: string) => ({ table: 'conversation_message', column: 'text_sealed', rowId });

/** What was written, sealed under the patient's key whoever wrote it, and how far everybody has read. */
@Injectable()
export class ConversationRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** Takes the next place in a conversation, which nobody else can take until the transaction is over. */
  async takeNext(tx: Tx, patientId: string): Promise<Standing> {
    const [row] = await tx.sql<{ lastSeq: number; waitingId: string | null; waitingSince: Date | null }>`
      INSERT INTO conversation (patient_id, last_seq) VALUES (${patientId}, 1)
      ON CONFLICT (patient_id) DO UPDATE SET last_seq = conversation.last_seq + 1, last_at = app_now()
      RETURNING last_seq AS "lastSeq", waiting_id AS "waitingId", waiting_since AS "waitingSince"`;
    const { lastSeq, waitingId, waitingSince } = row!;
    return { lastSeq, waiting: waitingId === null ? null : { id: waitingId, since: waitingSince!.getTime() } };
  }

  async insert(tx: Tx, message: Omit<MessageRow, 'sentAt'>, text: string): Promise<Date> {
    const { id, patientId, seq, authorId } = message;
    const sealed = await this.keys.seal(tx, patientId, text, place(id));
    const [row] = await tx.sql<{ sentAt: Date }>`
      INSERT INTO conversation_message (id, patient_id, seq, author_id, text_sealed)
      VALUES (${id}, ${patientId}, ${seq}, ${authorId}, ${sealed}) RETURNING sent_at AS "sentAt"`;
    tx.later`SELECT hint('conversation', ${patientId}::text, ${seq}::int)`;
    return row!.sentAt;
  }

  /** How much somebody has written here lately. */
  async countLately(tx: Tx, patientId: string, authorId: string, withinMin: number): Promise<number> {
    const [row] = await tx.sql<{ n: number }>`
      SELECT count(*) AS n FROM conversation_message
      WHERE patient_id = ${patientId} AND author_id = ${authorId} AND sent_at > app_now() - ${withinMin}::int * interval '1 minute'`;
    return row!.n;
  }

  setWaiting(tx: Tx, patientId: string, waiting: Waiting | null): void {
    tx.later`
      UPDATE conversation SET waiting_id = ${waiting?.id ?? null}::uuid, waiting_since = ${waiting ? new Date(waiting.since) : null}::timestamptz
      WHERE patient_id = ${patientId}`;
  }

  /** Nobody has read further than was written. */
  async read(tx: Tx, patientId: string, personId: string, seq: number): Promise<void> {
    const rows = await tx.sql`
      INSERT INTO conversation_reading (patient_id, person_id, read_seq)
      SELECT patient_id, ${personId}::uuid, least(${seq}::int, last_seq) FROM conversation WHERE patient_id = ${patientId}
      ON CONFLICT (patient_id, person_id) DO UPDATE SET read_seq = EXCLUDED.read_seq, read_at = app_now()
      WHERE conversation_reading.read_seq < EXCLUDED.read_seq RETURNING 1`;
    if (rows.length) tx.later`SELECT hint('conversation', ${patientId}::text, ${seq}::int)`;
  }

  /** A page of a conversation, the newest first, and one more by which the next page shows. */
  async findPage(on: Db, patientId: string, before: number | undefined, limit: number): Promise<OpenedMessage[]> {
    const rows = await on.sql<MessageRow & { sealed: string }>`
      SELECT id, patient_id AS "patientId", seq, author_id AS "authorId", sent_at AS "sentAt", text_sealed AS sealed
      FROM conversation_message WHERE patient_id = ${patientId} AND (${before ?? null}::int IS NULL OR seq < ${before ?? null}::int)
      ORDER BY seq DESC LIMIT ${limit + 1}`;
    return Promise.all(
      rows.map(async ({ sealed, ...row }) => ({ ...row, text: await this.keys.openIfKept(on, sealed, place(row.id)) })),
    );
  }

  async findReadings(on: Reader, patientId: string): Promise<Reading[]> {
    return on.sql<Reading>`
      SELECT person_id AS "personId", read_seq AS "readSeq" FROM conversation_reading WHERE patient_id = ${patientId}`;
  }

  async findOne(on: Reader, id: string): Promise<MessageRow | null> {
    const [row] = await on.sql<MessageRow>`
      SELECT id, patient_id AS "patientId", seq, author_id AS "authorId", sent_at AS "sentAt"
      FROM conversation_message WHERE id = ${id}`;
    return row ?? null;
  }

  /** For which message the patient waits; the row stays as it is until the transaction is over. */
  async holdWaiting(tx: Tx, patientId: string): Promise<Waiting | null> {
    const [row] = await tx.sql<{ id: string | null; since: Date }>`
      SELECT waiting_id AS id, waiting_since AS since FROM conversation WHERE patient_id = ${patientId} FOR UPDATE`;
    return row?.id ? { id: row.id, since: row.since.getTime() } : null;
  }

  async waitingSince(on: Reader, patientId: string): Promise<Date | null> {
    const [row] = await on.sql<{ since: Date | null }>`
      SELECT waiting_since AS since FROM conversation WHERE patient_id = ${patientId}`;
    return row?.since ?? null;
  }

  /** Of these patients, those that were written in last first. */
  findMany(
    on: Reader,
    patientIds: readonly string[],
    personId: string,
    page: Readonly<{ before: PageCursor | undefined; limit: number }>,
  ) {
    const { at = null, id = null } = page.before ?? {};
    return on.sql<ConversationRow>`
      SELECT c.patient_id AS "patientId", c.last_at AS "lastAt", c.waiting_since AS "waitingSince",
        (SELECT count(*) FROM conversation_message m WHERE m.patient_id = c.patient_id AND m.author_id <> ${personId}::uuid
          AND m.seq > coalesce((SELECT read_seq FROM conversation_reading r
            WHERE r.patient_id = c.patient_id AND r.person_id = ${personId}::uuid), 0))::int AS unread
      FROM conversation c
      WHERE c.patient_id = ANY(${patientIds}::uuid[]) AND (${at}::timestamptz IS NULL OR (c.last_at, c.patient_id) < (${at}::timestamptz, ${id}::uuid))
      ORDER BY c.last_at DESC, c.patient_id DESC LIMIT ${page.limit + 1}`;
  }

  /** How much somebody has not read of what others wrote in these conversations. */
  async countUnread(on: Reader, patientIds: readonly string[], personId: string): Promise<number> {
    const [row] = await on.sql<{ n: number }>`
      SELECT count(*) AS n FROM conversation c
      LEFT JOIN conversation_reading r ON r.patient_id = c.patient_id AND r.person_id = ${personId}::uuid
      JOIN conversation_message m ON m.patient_id = c.patient_id AND m.seq > coalesce(r.read_seq, 0)
      WHERE c.patient_id = ANY(${patientIds}::uuid[]) AND c.last_seq > coalesce(r.read_seq, 0) AND m.author_id <> ${personId}::uuid`;
    return row!.n;
  }

  /** The first message that somebody has not read, of those up to this one that others wrote; null when all are read. */
  async firstUnread(on: Reader, patientId: string, personId: string, upTo: number): Promise<string | null> {
    const [row] = await on.sql<{ id: string }>`
      SELECT m.id FROM conversation_message m
      LEFT JOIN conversation_reading r ON r.patient_id = m.patient_id AND r.person_id = ${personId}::uuid
      WHERE m.patient_id = ${patientId} AND m.author_id <> ${personId}::uuid AND m.seq > coalesce(r.read_seq, 0) AND m.seq <= ${upTo}
      ORDER BY m.seq LIMIT 1`;
    return row?.id ?? null;
  }
}
