import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database, type Db, type PageCursor, type Reader, type Tx, violatedConstraint } from '#platform';
import type { SessionPlan } from '#session-engine';
import type { Heartbeat } from './heartbeat.js';
import { sessionProblems } from './problems.js';

export type NewSession = Readonly<{
  appointmentId: string;
  patientId: string;
  chaperoneId: string;
  therapistId: string;
  prescriberId: string;
  doseLineId: string;
  plan: SessionPlan;
}>;
export type SessionRow = Omit<NewSession, 'plan'> &
  Readonly<{
    id: string;
    plan: SessionPlan;
    lastSeq: number;
    dosedAt: Date | null;
    abortedAt: Date | null;
    dischargedAt: Date | null;
  }>;
/** The sessions of patients (`all`: of everybody), or the one of a chaperone's sign-in. */
/** Only sessions whose appointment ended after `since`, and that come after the page before. */
type Reach = Readonly<{ since?: Date; before?: PageCursor | undefined }>;
export type Whose = Readonly<{ patientIds: readonly string[] | 'all' } | { id: string; chaperoneId?: string }>;

export type SessionPeople = Readonly<Pick<SessionRow, 'id' | 'patientId'>>;
/** Sessions of which a process remembers whom they are about. */
const REMEMBERED = 10_000;

const COLUMNS = {
  id: true,
  appointmentId: true,
  patientId: true,
  chaperoneId: true,
  therapistId: true,
  prescriberId: true,
  doseLineId: true,
  plan: true,
  lastSeq: true,
  dosedAt: true,
  abortedAt: true,
  dischargedAt: true,
} as const;
const OPEN = { abortedAt: null, dischargedAt: null };

const toSession = <Row extends { plan: unknown }>(row: Row) => ({ ...row, plan: row.plan as SessionPlan });
const rowsOf = (whose: Whose) => {
  if ('id' in whose) return whose;
  return whose.patientIds === 'all' ? {} : { patientId: { in: [...whose.patientIds] } };
};

@Injectable()
export class SessionRepository {
  private readonly people = new Map<string, SessionPeople>();

  constructor(private readonly database: Database) {}

  /** @throws `sessions.already-booked` when the dose has a session that was not aborted */
  async insert(tx: Tx, session: NewSession): Promise<string> {
    const id = randomUUID();
    try {
      await tx.sql`
        INSERT INTO dosing_session (id, appointment_id, patient_id, chaperone_id, therapist_id, prescriber_id, dose_line_id, plan)
        VALUES (${id}, ${session.appointmentId}, ${session.patientId}, ${session.chaperoneId}, ${session.therapistId},
                ${session.prescriberId}, ${session.doseLineId}, ${JSON.stringify(session.plan)})`;
    } catch (error) {
      throw violatedConstraint(error) === 'dosing_session_one_per_dose'
        ? sessionProblems.alreadyBooked({}, { cause: error })
        : error;
    }
    tx.later`INSERT INTO chaperone_link (id, session_id, person_id) VALUES (${randomUUID()}, ${id}, ${session.chaperoneId})`;
    return id;
  }

  /** Locks those sessions that nobody else has locked, in one order for all who do so. @returns their ids */
  async claim(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.sql<{ id: string }>`
      SELECT id FROM dosing_session WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED`;
    return new Set(rows.map(({ id }) => id));
  }

  /** Sessions of a patient that have not begun follow this plan from now on. @returns their ids */
  async replan(tx: Tx, patientId: string, plan: SessionPlan): Promise<string[]> {
    const json = JSON.stringify(plan);
    const rows = await tx.sql<{ id: string }>`
      UPDATE dosing_session SET plan = ${json}::jsonb
      WHERE patient_id = ${patientId} AND NOT session_has_begun(id) AND aborted_at IS NULL AND plan <> ${json}::jsonb RETURNING id`;
    return rows.map(({ id }) => id);
  }

  /** Sessions of a patient in which a dose is released, and nobody has taken it. */
  async findReleased(on: Reader, patientId: string): Promise<string[]> {
    const rows = await on.sql<{ id: string }>`
      SELECT id FROM dosing_session
      WHERE patient_id = ${patientId} AND released_at IS NOT NULL AND dosed_at IS NULL AND aborted_at IS NULL ORDER BY id`;
    return rows.map(({ id }) => id);
  }

  /** Whether a session is to come or before its dose, and no dose is released in it. */
  async isUndecided(on: Reader, id: string): Promise<boolean> {
    const rows = await on.sql`
      SELECT 1 FROM dosing_session WHERE id = ${id} AND released_at IS NULL AND dosed_at IS NULL AND aborted_at IS NULL`;
    return rows.length === 1;
  }

  async findById(db: Db, id: string): Promise<SessionRow | null> {
    const [row] = await db.sql<SessionRow>`
      SELECT id, appointment_id AS "appointmentId", patient_id AS "patientId", chaperone_id AS "chaperoneId", therapist_id AS "therapistId",
        prescriber_id AS "prescriberId", dose_line_id AS "doseLineId", plan, last_seq AS "lastSeq", dosed_at AS "dosedAt",
        aborted_at AS "abortedAt", discharged_at AS "dischargedAt"
      FROM dosing_session WHERE id = ${id}::uuid`;
    return row ?? null;
  }

  /** Whom a session is about. That never changes, so it is read once. */
  async findPeople(id: string): Promise<SessionPeople | null> {
    const known = this.people.get(id);
    if (known) return known;
    const [row] = await this.database.sql<SessionPeople>`
      SELECT id, patient_id AS "patientId" FROM dosing_session WHERE id = ${id}`;
    if (!row) return null;
    this.people.set(id, row);
    if (this.people.size > REMEMBERED) this.people.delete(this.people.keys().next().value!);
    return row;
  }

  async findIdByAppointment(db: Db, appointmentId: string): Promise<string | null> {
    return (await db.dosingSession.findUnique({ where: { appointmentId }, select: { id: true } }))?.id ?? null;
  }

  /** Sessions that are neither ended nor called off, the soonest first: all of them, for a patient has no more than doses are planned. */
  async findOpen(whose: Whose): Promise<SessionRow[]> {
    const where = { ...rowsOf(whose), ...OPEN };
    const orderBy = { appointment: { startsAt: 'asc' } } as const;
    return (await this.database.read.dosingSession.findMany({ where, orderBy, select: COLUMNS })).map(toSession);
  }

  /** Sessions that a clinician leads or prescribes for, neither ended nor called off. */
  findOpenOf(on: Reader, personId: string): Promise<Pick<SessionRow, 'patientId' | 'appointmentId' | 'dosedAt'>[]> {
    return on.sql`
      SELECT patient_id AS "patientId", appointment_id AS "appointmentId", dosed_at AS "dosedAt" FROM dosing_session
      WHERE ${personId}::uuid IN (therapist_id, prescriber_id) AND aborted_at IS NULL AND discharged_at IS NULL`;
  }

  /** The last sessions that ended or were called off, the last first. */
  async findOver(whose: Whose, limit: number, { since = new Date(0), before }: Reach = {}): Promise<SessionRow[]> {
    const isBefore = before && [
      { OR: [{ appointment: { startsAt: { lt: before.at } } }, { appointment: { startsAt: before.at }, id: { lt: before.id } }] },
    ];
    const where = { ...rowsOf(whose), NOT: OPEN, appointment: { endsAt: { gt: since } }, ...(isBefore && { AND: isBefore }) };
    const orderBy = [{ appointment: { startsAt: 'desc' } }, { id: 'desc' }] as const;
    const rows = await this.database.read.dosingSession.findMany({ where, orderBy: [...orderBy], select: COLUMNS, take: limit });
    return rows.map(toSession);
  }

  /**
   * A clinician's screen has shown a session at `seenAt`, real time.
   *
   * @returns false, and nothing is written, when that is longer than `withinSec` ago
   */
  async renewWatch(tx: Tx, watched: { sessionId: string; personId: string; seenAt: Date }, withinSec: number): Promise<boolean> {
    const { sessionId, personId, seenAt } = watched;
    const rows = await tx.sql`
      INSERT INTO session_watch (session_id, person_id, seen_at)
      SELECT ${sessionId}::uuid, ${personId}::uuid, ${seenAt}::timestamptz
      WHERE ${seenAt}::timestamptz > now() - ${withinSec}::int * interval '1 second'
      ON CONFLICT (session_id, person_id) DO UPDATE SET seen_at = greatest(session_watch.seen_at, EXCLUDED.seen_at)
      RETURNING 1`;
    return rows.length === 1;
  }

  /** How long ago any prescriber's screen showed a sign of life on this session, in ms of real time; null if none did. */
  async sinceSeenMs(tx: Reader, sessionId: string, personIds: readonly string[]): Promise<number | null> {
    const [row] = await tx.sql<{ ms: number | null }>`
      SELECT round(1000 * extract(epoch FROM now() - max(seen_at)))::float8 AS ms FROM session_watch
      WHERE session_id = ${sessionId} AND person_id = ANY(${personIds}::uuid[])`;
    return row?.ms ?? null;
  }

  /** Whose screen has shown each of these sessions within its lease; real time. */
  findWatching(on: Reader, sessionIds: readonly string[]): Promise<{ sessionId: string; personId: string }[]> {
    return on.sql`
      SELECT w.session_id AS "sessionId", w.person_id AS "personId" FROM session_watch w JOIN dosing_session s ON s.id = w.session_id
      WHERE w.session_id = ANY(${[...sessionIds]}::uuid[])
        AND w.seen_at > now() - coalesce((s.plan -> 'watch' ->> 'leaseSec')::int, 60) * interval '1 second'
      ORDER BY w.session_id, w.person_id`;
  }

  async lastSeqs(sessionIds: readonly string[]): Promise<Heartbeat[]> {
    return this.database.sql`
      SELECT id AS "sessionId", last_seq AS "lastSeq", app_now() AS now, statement_timestamp() AS "realNow"
      FROM dosing_session WHERE id = ANY(${sessionIds}::uuid[])`;
  }

  /** Who is on duty as companion now, of each of these sessions. */
  async findOnDuty(sessionIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.sql<{ id: string; personId: string }>`
      SELECT id, chaperone_id AS "personId" FROM dosing_session WHERE id = ANY(${[...sessionIds]}::uuid[])`;
    return new Map(rows.map(({ id, personId }) => [id, personId]));
  }
}
