import { Injectable } from '@nestjs/common';

import { Database, type Reader, type Tx } from '#platform';
import type { Entry, SessionPlan, SessionState } from '#session-engine';
import type { Heartbeat } from './heartbeat.js';
import { sessionProblems } from './problems.js';

type LockedRow = {
  patient_id: string;
  appointment_id: string;
  dose_line_id: string;
  plan: SessionPlan;
  last_seq: number;
  at_seq: number | null;
  state: SessionState | null;
};
export type EntryRow = {
  seq: number;
  id: string;
  type: string;
  payload: unknown;
  happened_at: Date;
  recorded_at: Date;
  author_id: string | null;
  author_role: string;
};

/** A session whose row is locked until the transaction ends: the only state in which its log may grow. */
export type LockedSession = Readonly<{
  id: string;
  patientId: string;
  appointmentId: string;
  doseLineId: string;
  plan: SessionPlan;
  lastSeq: number;
  snapshot: Readonly<{ atSeq: number; state: SessionState }> | null;
}>;

export const toEntry = (row: EntryRow): Entry =>
  ({
    id: row.id,
    seq: row.seq,
    type: row.type,
    payload: row.payload,
    happenedAt: row.happened_at.getTime(),
    recordedAt: row.recorded_at.getTime(),
    author: { personId: row.author_id, role: row.author_role },
  }) as Entry;

@Injectable()
export class LogRepository {
  constructor(private readonly database: Database) {}

  /** @throws `sessions.not-found` */
  async lock(tx: Tx, sessionId: string): Promise<LockedSession> {
    const [row] = await tx.sql<LockedRow>`
      SELECT s.patient_id, s.appointment_id, s.dose_line_id, s.plan, s.last_seq, snap.at_seq, snap.state
      FROM dosing_session s LEFT JOIN session_snapshot snap ON snap.session_id = s.id
      WHERE s.id = ${sessionId} FOR UPDATE OF s`;
    if (!row) throw sessionProblems.notFound();
    return {
      id: sessionId,
      patientId: row.patient_id,
      appointmentId: row.appointment_id,
      doseLineId: row.dose_line_id,
      plan: row.plan,
      lastSeq: row.last_seq,
      snapshot: row.state && row.at_seq !== null ? { atSeq: row.at_seq, state: row.state } : null,
    };
  }

  /** The instant of the one clock; asked for after `lock`, it never falls from one entry of a session to the next. */
  async now(tx: Tx): Promise<Date> {
    const [row] = await tx.sql<{ now: Date }>`SELECT app_now() AS now`;
    return row!.now;
  }

  /** Entries with a seq above `after`, rising. */
  async findAfter(sessionId: string, after: number, on: Reader = this.database): Promise<Entry[]> {
    const rows = await on.sql<EntryRow>`
      SELECT seq, id, type, payload, happened_at, recorded_at, author_id, author_role
      FROM session_entry WHERE session_id = ${sessionId} AND seq > ${after} ORDER BY seq`;
    return rows.map(toEntry);
  }

  /** All entries of several sessions, by session, each rising. */
  async findOfSessions(sessionIds: readonly string[]): Promise<Map<string, Entry[]>> {
    const rows = await this.database.sql<EntryRow & { session_id: string }>`
      SELECT session_id, seq, id, type, payload, happened_at, recorded_at, author_id, author_role
      FROM session_entry WHERE session_id = ANY(${sessionIds}::uuid[]) ORDER BY session_id, seq`;
    const logs = new Map<string, Entry[]>(sessionIds.map((id) => [id, []]));
    for (const row of rows) logs.get(row.session_id)!.push(toEntry(row));
    return logs;
  }

  async findById(tx: Tx, sessionId: string, entryId: string): Promise<Entry | null> {
    const [row] = await tx.sql<EntryRow>`
      SELECT seq, id, type, payload, happened_at, recorded_at, author_id, author_role
      FROM session_entry WHERE session_id = ${sessionId} AND id = ${entryId}`;
    return row ? toEntry(row) : null;
  }

  /** Writes entries, last seq and snapshot in one statement. */
  async append(tx: Tx, sessionId: string, entries: readonly Entry[], state: SessionState): Promise<void> {
    const rows = entries.map(({ author, happenedAt, recordedAt, ...entry }) => ({
      ...entry,
      happened_at: new Date(happenedAt).toISOString(),
      recorded_at: new Date(recordedAt).toISOString(),
      author_id: author.personId,
      author_role: author.role,
    }));
    await tx.sql`
      WITH written AS (
        INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_id, author_role)
        SELECT ${sessionId}::uuid, seq, id, type, payload, happened_at, recorded_at, author_id, author_role
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (
          seq int, id uuid, type text, payload jsonb, happened_at timestamptz, recorded_at timestamptz, author_id uuid, author_role text)
        ORDER BY seq),
      counted AS (UPDATE dosing_session SET last_seq = ${state.seq}::int WHERE id = ${sessionId}::uuid)
      INSERT INTO session_snapshot (session_id, at_seq, state) VALUES (${sessionId}::uuid, ${state.seq}::int, ${JSON.stringify(state)}::jsonb)
      ON CONFLICT (session_id) DO UPDATE SET at_seq = EXCLUDED.at_seq, state = EXCLUDED.state`;
  }

  async lastSeqs(sessionIds: readonly string[]): Promise<Heartbeat[]> {
    return this.database.sql`
      SELECT id AS "sessionId", last_seq AS "lastSeq", app_now() AS now, statement_timestamp() AS "realNow"
      FROM dosing_session WHERE id = ANY(${sessionIds}::uuid[])`;
  }
}
