import { Injectable } from '@nestjs/common';

import { Database, Gathered, type Reader, type Tx } from '#platform';
import { type Entry, initialState, replay, type SessionPlan, type SessionState } from '#session-engine';
import { type KnownLog, LogMemory, type WrittenHandler } from './log-memory.js';
import { appendAll, type EntryRow, lockRows, readNow, toEntry } from './log-statements.js';
import type { LockedSession, OpenLog } from './open-log.js';
import { sessionProblems } from './problems.js';

type FoldedRow = { plan: SessionPlan; state: SessionState | null };
/** A snapshot is written each time the log has grown past a multiple of so many entries; the entries after it are few. */
const SNAPSHOT_EVERY = 16;

@Injectable()
export class LogRepository {
  private readonly locks = new Gathered(lockRows);
  private readonly nows = new Gathered(readNow);
  private readonly appends = Gathered.writes(appendAll);

  constructor(
    private readonly database: Database,
    private readonly memory: LogMemory,
  ) {}

  /** @throws `sessions.not-found` */
  async lock(tx: Tx, sessionId: string): Promise<LockedSession> {
    const row = await this.locks.ask(tx, sessionId);
    if (!row) throw sessionProblems.notFound();
    return {
      id: sessionId,
      patientId: row.patient_id,
      chaperoneId: row.chaperone_id,
      appointmentId: row.appointment_id,
      doseLineId: row.dose_line_id,
      lastSeq: row.last_seq,
    };
  }

  /** The frozen plan, and what the log means up to its last entry. */
  async fold(tx: Tx, { id, lastSeq }: LockedSession): Promise<KnownLog> {
    const known = this.memory.of(id, lastSeq) ?? (await this.findSnapshot(tx, id));
    if (known.state.seq === lastSeq) return known;
    const later = await this.findAfter(id, known.state.seq, tx);
    return { plan: known.plan, state: replay(known.plan, later, known.state) };
  }

  private async findSnapshot(tx: Tx, sessionId: string): Promise<KnownLog> {
    const [row] = await tx.sql<FoldedRow>`
      SELECT s.plan, snap.state FROM dosing_session s LEFT JOIN session_snapshot snap ON snap.session_id = s.id
      WHERE s.id = ${sessionId}`;
    return { plan: row!.plan, state: row!.state ?? initialState() };
  }

  /**
   * The instant of the one clock, and the entry that has an id already, if one has. Sent after `lock` it is answered after it, also
   * when nobody waited in between: the clock never falls from one entry of a session to the next.
   */
  nowWith(tx: Tx, sessionId: string, entryId: string | null): Promise<{ now: number; entry: Entry | null }> {
    return this.nows.ask(tx, { sessionId, entryId });
  }

  /** Whether a dose was ever released in a session, whatever has become of that. */
  async hasRelease(tx: Tx, sessionId: string): Promise<boolean> {
    const rows = await tx.sql`SELECT 1 FROM session_entry WHERE session_id = ${sessionId} AND type = 'release' LIMIT 1`;
    return rows.length > 0;
  }

  /** Entries with a seq above `after`, rising. */
  async findAfter(sessionId: string, after: number, on: Reader = this.database): Promise<Entry[]> {
    const rows = await on.sql<EntryRow>`
      SELECT seq, id, type, payload, happened_at, recorded_at, author_id, author_role
      FROM session_entry WHERE session_id = ${sessionId} AND seq > ${after} ORDER BY seq`;
    return rows.map(toEntry);
  }

  /** Entries with a seq above `after`, rising, and the instant of the one clock, which the first row has: of thousands each would cost its reading. */
  async findAfterNow(sessionId: string, after: number, on: Reader): Promise<{ entries: Entry[]; now: Date }> {
    const rows = await on.sql<{ now: Date | null } & (EntryRow | { id: null })>`
      SELECT CASE WHEN row_number() OVER (ORDER BY seq) = 1 THEN app_now() END AS now,
        seq, id, type, payload, happened_at, recorded_at, author_id, author_role
      FROM (SELECT 1) AS one LEFT JOIN session_entry ON session_id = ${sessionId} AND seq > ${after} ORDER BY seq`;
    return { entries: rows.flatMap((row) => (row.id === null ? [] : [toEntry(row)])), now: rows[0]!.now! };
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

  /** Writes entries and last seq in one statement, and now and then a snapshot. */
  async append(tx: Tx, { session: { id: sessionId }, plan, state }: OpenLog, entries: readonly Entry[]): Promise<void> {
    await this.appends.ask(tx, { sessionId, lastSeq: state.seq, entries });
    const before = state.seq - entries.length;
    if (Math.floor(before / SNAPSHOT_EVERY) !== Math.floor(state.seq / SNAPSHOT_EVERY)) this.writeSnapshot(tx, sessionId, state);
    tx.onCommit(() => this.memory.written(sessionId, { plan, state }, entries));
  }

  private writeSnapshot(tx: Tx, sessionId: string, state: SessionState): void {
    tx.later`
      INSERT INTO session_snapshot (session_id, at_seq, state) VALUES (${sessionId}, ${state.seq}, ${JSON.stringify(state)}::jsonb)
      ON CONFLICT (session_id) DO UPDATE SET at_seq = EXCLUDED.at_seq, state = EXCLUDED.state`;
  }

  /** See `LogMemory`. */
  onWritten(handler: WrittenHandler): void {
    this.memory.onWritten(handler);
  }
}
