import type { Tx } from '#platform';
import type { Entry } from '#session-engine';

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
type LockedRow = {
  id: string;
  patient_id: string;
  chaperone_id: string;
  appointment_id: string;
  dose_line_id: string;
  last_seq: number;
};
type NowRow = { now: Date; session_id: string } & (EntryRow | { id: null });

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

/** Rows of a statement in the order of the ids that were asked for; undefined for one that has none. */
function inOrderOf<Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string): (Row | undefined)[] {
  const [only] = rows;
  if (ids.length === 1) return [only];
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.map((id) => byId.get(id));
}

/** Locks sessions, in one order for all who lock several. */
export async function lockRows(tx: Tx, ids: readonly string[]): Promise<(LockedRow | undefined)[]> {
  const rows = await tx.sql<LockedRow>`
    SELECT id, patient_id, chaperone_id, appointment_id, dose_line_id, last_seq
    FROM dosing_session WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  return inOrderOf(ids, rows, ({ id }) => id);
}

/** The clock, and for each session the entry with the id that is asked about, if there is one. */
export async function readNow(
  tx: Tx,
  asked: readonly Readonly<{ sessionId: string; entryId: string | null }>[],
): Promise<{ now: number; entry: Entry | null }[]> {
  const [sessionIds, entryIds] = [asked.map(({ sessionId }) => sessionId), asked.map(({ entryId }) => entryId)];
  const rows = await tx.sql<NowRow>`
    SELECT app_now() AS now, asked.session_id, e.seq, e.id, e.type, e.payload, e.happened_at, e.recorded_at, e.author_id, e.author_role
    FROM unnest(${sessionIds}::uuid[], ${entryIds}::uuid[]) AS asked (session_id, entry_id)
    LEFT JOIN LATERAL (
      SELECT * FROM session_entry WHERE session_id = asked.session_id AND id = asked.entry_id LIMIT 1) e ON true`;
  return inOrderOf(sessionIds, rows, (row) => row.session_id).map((row) => ({
    now: row!.now.getTime(),
    entry: row!.id === null ? null : toEntry(row as EntryRow),
  }));
}

/** Writes entries of several logs, each with the last seq of its session. */
export function appendAll(
  tx: Tx,
  logs: readonly Readonly<{ sessionId: string; lastSeq: number; entries: readonly Entry[] }>[],
): void {
  const rows = logs.flatMap(({ sessionId, entries }) => entries.map((entry) => rowOf(sessionId, entry)));
  tx.later`
    WITH written AS (
      INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_id, author_role)
      SELECT session_id, seq, id, type, payload, happened_at, recorded_at, author_id, author_role
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (
        session_id uuid, seq int, id uuid, type text, payload jsonb, happened_at timestamptz, recorded_at timestamptz,
        author_id uuid, author_role text)
      ORDER BY session_id, seq)
    UPDATE dosing_session s SET last_seq = grown.last_seq
    FROM unnest(${logs.map(({ sessionId }) => sessionId)}::uuid[], ${logs.map(({ lastSeq }) => lastSeq)}::int[]) AS grown (id, last_seq)
    WHERE s.id = grown.id`;
}

const rowOf = (sessionId: string, { author, happenedAt, recordedAt, ...entry }: Entry) => ({
  ...entry,
  session_id: sessionId,
  happened_at: new Date(happenedAt).toISOString(),
  recorded_at: new Date(recordedAt).toISOString(),
  author_id: author.personId,
  author_role: author.role,
});
