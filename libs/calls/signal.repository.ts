import { Injectable } from '@nestjs/common';

import type { SignalBody } from '#contracts';
import { Database, Housekeeping, type Reader } from '#platform';

export type SignalRow = Readonly<{ appointmentId: string; from: string; participantId: string; to: string; body: SignalBody }>;
export type NewSignal = Readonly<{ appointmentId: string; personId: string; connection: string; to: string; body: SignalBody }>;

/** So many may wait for one screen: no two browsers say more to each other before either answers. */
const MOST_WAITING = 128;
/** What was not taken out by then is for a screen that is gone. */
const KEPT_SEC = 60;

/** What screens say to each other, until the process that has the other one takes it out. */
@Injectable()
export class SignalRepository {
  constructor(
    private readonly database: Database,
    housekeeping: Housekeeping,
  ) {
    housekeeping.register('signals of calls', (limit) => this.tidy(limit));
  }

  /** One statement: both screens are in the same open call, or nothing is written. */
  async insert(on: Reader, { appointmentId, personId, connection, to, body }: NewSignal): Promise<'sent' | 'nobody' | 'full'> {
    const [row] = await on.sql<{ isThere: boolean; isSent: boolean }>`
      WITH pair AS (
        SELECT r.id AS room_id, own.id AS from_id FROM call_room r
        JOIN call_participant own ON own.room_id = r.id AND own.person_id = ${personId} AND own.connection = ${connection}::uuid
        JOIN call_participant other ON other.room_id = r.id AND other.connection = ${to}::uuid AND other.id <> own.id
        WHERE r.appointment_id = ${appointmentId} AND r.state = 'open'
          AND own.admitted_at IS NOT NULL AND own.left_at IS NULL AND own.removed_at IS NULL
          AND other.admitted_at IS NOT NULL AND other.left_at IS NULL AND other.removed_at IS NULL),
      sent AS (
        INSERT INTO call_signal (room_id, from_id, from_connection, to_connection, body)
        SELECT room_id, from_id, ${connection}::uuid, ${to}::uuid, ${JSON.stringify(body)}::jsonb FROM pair
        WHERE (SELECT count(*) FROM call_signal WHERE to_connection = ${to}::uuid) < ${MOST_WAITING}::int
        RETURNING hint('call-signal', ${to}::text))
      SELECT EXISTS (SELECT 1 FROM pair) AS "isThere", EXISTS (SELECT 1 FROM sent) AS "isSent"`;
    if (!row!.isThere) return 'nobody';
    return row!.isSent ? 'sent' : 'full';
  }

  /**
   * Takes out what waits for these screens, in the order in which it was said. A sender who has gone meanwhile says nothing, nor does a screen
   * on which its person is no more: what it said is of a connection that their new one knows nothing of.
   */
  take(connections: readonly string[]): Promise<SignalRow[]> {
    return this.database.sql<SignalRow>`
      WITH taken AS (DELETE FROM call_signal WHERE to_connection = ANY(${[...connections]}::uuid[]) RETURNING id, room_id, from_id, from_connection, to_connection, body)
      SELECT r.appointment_id AS "appointmentId", p.connection AS "from", p.id AS "participantId", t.to_connection AS "to", t.body
      FROM taken t JOIN call_room r ON r.id = t.room_id JOIN call_participant p ON p.id = t.from_id
      WHERE p.connection = coalesce(t.from_connection, p.connection) ORDER BY t.id`;
  }

  private async tidy(limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM call_signal WHERE id = ANY(ARRAY(
        SELECT id FROM call_signal WHERE created_at < now() - ${KEPT_SEC}::int * interval '1 second'
        ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }
}
