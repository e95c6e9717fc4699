import type pg from 'pg';
import { brokenInvariants } from '../support/invariants.js';
import type { Journal } from '../support/journal.js';
import type { Booking } from './crowd.js';
import type { Cadence, Room } from './room.js';
import type { Viewer } from './viewer.js';

/** What was found wrong, as sentences, and what was looked at, as numbers. */
export type Verdict = Readonly<{ faults: string[]; facts: Record<string, number | string> }>;

/** Missed checks that never called a clinician, and checks made in time that did. */
async function checksNotKept(database: pg.Pool, rooms: readonly Room[], cadence: Cadence, endedAt: number): Promise<Verdict> {
  const { rows } = await database.query<{ key: string; level: number }>(
    `SELECT session_id || ' ' || (payload ->> 'number') AS key, max((payload ->> 'level')::int) AS level FROM session_entry
     WHERE type = 'alert' AND payload ->> 'kind' = 'missed-check' GROUP BY 1`,
  );
  const levels = new Map(rows.map(({ key, level }) => [key, level]));
  const checks = rooms.flatMap(({ session, checks }) =>
    checks.map((check) => ({ ...check, key: `${session.sessionId} ${check.number}` })),
  );
  const missed = checks.filter(({ isMissed, dueAt }) => isMissed && dueAt + cadence.escalatesMs < endedAt);
  const made = checks.filter(({ isMissed, answeredAt, dueAt }) => !isMissed && answeredAt !== undefined && answeredAt < dueAt);
  return {
    faults: [
      ...missed.filter(({ key }) => (levels.get(key) ?? 0) < 2).map(({ key }) => `${key} was missed and called no clinician`),
      ...made.filter(({ key }) => levels.has(key)).map(({ key }) => `${key} was made in time and raised an alert`),
    ],
    facts: { 'checks missed': missed.length, 'checks made in time': made.length },
  };
}

/** Reminders that did not come, or came to somebody who had cancelled before they were taken on. Doubles are an invariant's business. */
async function remindersNotKept(
  database: pg.Pool,
  bookings: readonly Booking[],
  cancelled: ReadonlySet<string>,
): Promise<Verdict> {
  const { rows } = await database.query<{ id: string; count: number }>(
    `SELECT m.subject_id AS id, count(*)::int AS count FROM message m JOIN captured_message c ON c.message_id = m.id
     WHERE m.key LIKE 'reminder:%:t-24h:%' GROUP BY 1`,
  );
  const counts = new Map(rows.map(({ id, count }) => [id, count]));
  const kept = bookings.filter(({ appointmentId }) => !cancelled.has(appointmentId));
  const wrong = kept.filter(({ appointmentId }) => counts.get(appointmentId) !== 2); // patient and chaperone
  return {
    faults: wrong.map(({ appointmentId }) => `${appointmentId} had ${counts.get(appointmentId) ?? 0} of 2 reminders`),
    facts: {
      'reminders due': 2 * kept.length,
      'bookings cancelled': cancelled.size,
      'of these reminded before': [...cancelled].filter((id) => counts.has(id)).length,
    },
  };
}

/** Screens that do not show exactly 1..N. Entries go on being written, so N is what it was when this was asked. */
export async function screensNotExact(database: pg.Pool, viewers: readonly Viewer[], withinMs: number): Promise<Verdict> {
  const { rows } = await database.query<{ id: string; last_seq: number }>('SELECT id, last_seq FROM dosing_session');
  const lastSeqs = new Map(rows.map(({ id, last_seq }) => [id, last_seq]));
  const isBehind = ({ sessionId, lastSeq }: Viewer) => lastSeq < lastSeqs.get(sessionId)!;
  for (const until = performance.now() + withinMs; viewers.some(isBehind) && performance.now() < until; ) {
    await new Promise((done) => setTimeout(done, 100));
  }
  const { rows: entries } = await database.query<{ session_id: string; seq: number; id: string }>(
    'SELECT session_id, seq, id FROM session_entry',
  );
  const ids = new Map(entries.map(({ session_id, seq, id }) => [`${session_id} ${seq}`, id]));
  const isWrong = ({ sessionId, entries: shown }: Viewer) =>
    shown.some(({ id, seq }, i) => seq !== i + 1 || ids.get(`${sessionId} ${seq}`) !== id);
  return {
    faults: [
      ...viewers.flatMap(({ faults }) => faults),
      ...viewers
        .filter(isBehind)
        .map(({ sessionId, lastSeq }) => `a screen of ${sessionId} ends with ${lastSeq} of ${lastSeqs.get(sessionId)}`),
      ...viewers.filter(isWrong).map(({ sessionId }) => `a screen of ${sessionId} shows something else than its log`),
    ],
    facts: { viewers: viewers.length, reconnects: viewers.reduce((sum, { reconnects }) => sum + reconnects, 0) },
  };
}

export type Evidence = Readonly<{
  rooms: readonly Room[];
  viewers: readonly Viewer[];
  journal: Journal;
  bookings: readonly Booking[];
  cancelled: ReadonlySet<string>;
  cadence: Cadence;
  /** The clock when the last check could be missed. */
  endedAt: number;
}>;

/** Everything that clients were promised, against the database. */
export async function judge(database: pg.Pool, evidence: Evidence): Promise<Verdict> {
  const { rooms, viewers, journal, bookings, cancelled, cadence, endedAt } = evidence;
  const parts = [
    await screensNotExact(database, viewers, 30_000),
    await checksNotKept(database, rooms, cadence, endedAt),
    await remindersNotKept(database, bookings, cancelled),
  ];
  const { sent, acknowledged, refused } = journal;
  return {
    faults: [...(await journal.check(database)), ...parts.flatMap(({ faults }) => faults), ...(await brokenInvariants(database))],
    facts: Object.assign(
      { 'entries sent': sent.size, acknowledged: acknowledged.length, refused: refused.size },
      ...parts.map(({ facts }) => facts),
    ),
  };
}
