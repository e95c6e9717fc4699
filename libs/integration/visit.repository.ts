import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { VisitState } from '#contracts';
import { Database, type Db, Outbox, type Tx } from '#platform';
import { visitKey, visitOverdue } from './messages.js';

export type Visit = Readonly<{
  id: string;
  sessionId: string;
  appointmentId: string;
  therapistId: string;
  state: VisitState;
  isInTime: boolean;
  nudges: number;
}>;

const COLUMNS = {
  id: true,
  sessionId: true,
  appointmentId: true,
  therapistId: true,
  state: true,
  isInTime: true,
  nudges: true,
} as const;

@Injectable()
export class VisitRepository {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** The instant of the one clock. */
  async now(tx: Tx): Promise<Date> {
    const [row] = await tx.sql<{ now: Date }>`SELECT app_now() AS now`;
    return row!.now;
  }

  /** @param overdueAt from when on a visit of which nobody has said anything counts as missed */
  async insert(tx: Tx, visit: Pick<Visit, 'sessionId' | 'appointmentId' | 'therapistId'>, overdueAt: Date): Promise<Visit> {
    const id = randomUUID();
    tx.later`
      INSERT INTO integration_visit (id, session_id, appointment_id, therapist_id)
      VALUES (${id}, ${visit.sessionId}, ${visit.appointmentId}, ${visit.therapistId})`;
    const due = { dueAt: overdueAt, key: visitKey(id, 'overdue'), isFirst: true };
    await this.outbox.append(tx, visitOverdue, { visitId: id }, due);
    return { id, ...visit, state: 'booked', isInTime: true, nudges: 0 };
  }

  /** It was moved: it counts as missed later, or sooner. */
  async postpone(tx: Tx, id: string, overdueAt: Date): Promise<void> {
    await this.outbox.append(tx, visitOverdue, { visitId: id }, { dueAt: overdueAt, key: visitKey(id, 'overdue') });
  }

  async findById(db: Db, id: string): Promise<Visit | null> {
    const [row] = await db.sql<Visit>`
      SELECT id, session_id AS "sessionId", appointment_id AS "appointmentId", therapist_id AS "therapistId", state,
        is_in_time AS "isInTime", nudges FROM integration_visit WHERE id = ${id}::uuid`;
    return row ?? null;
  }

  async findBySession(db: Db, sessionId: string): Promise<Visit | null> {
    const [row] = await db.sql<Visit>`
      SELECT id, session_id AS "sessionId", appointment_id AS "appointmentId", therapist_id AS "therapistId", state,
        is_in_time AS "isInTime", nudges FROM integration_visit WHERE session_id = ${sessionId}::uuid`;
    return row ?? null;
  }

  /** Visits of the given appointments that were not cancelled. */
  findOfAppointments(appointmentIds: readonly string[], db: Db = this.database.read): Promise<Visit[]> {
    return db.integrationVisit.findMany({
      where: { appointmentId: { in: [...appointmentIds] }, state: { not: 'cancelled' } },
      select: COLUMNS,
    });
  }

  /** Compare-and-swap; `by` null is the clock. @returns whether the visit was in one of the states `from` */
  async move(tx: Tx, id: string, from: readonly VisitState[], to: VisitState, by: string | null): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE integration_visit SET state = ${to}::visit_state, recorded_by = ${by}, recorded_at = app_now()
      WHERE id = ${id} AND state = ANY(${from}::visit_state[]) RETURNING 1`;
    return rows.length === 1;
  }

  async markOutOfTime(tx: Tx, id: string): Promise<void> {
    await tx.integrationVisit.update({ where: { id }, data: { isInTime: false }, select: { id: true } });
  }

  /** It was moved to where its rule wants it. */
  async markInTime(tx: Tx, id: string): Promise<void> {
    await tx.integrationVisit.update({ where: { id }, data: { isInTime: true }, select: { id: true } });
  }

  /** Another therapist holds it. */
  async handOver(tx: Tx, id: string, therapistId: string): Promise<void> {
    await tx.sql`UPDATE integration_visit SET therapist_id = ${therapistId} WHERE id = ${id}::uuid`;
  }

  async countNudge(tx: Tx, id: string): Promise<void> {
    await tx.integrationVisit.update({ where: { id }, data: { nudges: { increment: 1 } }, select: { id: true } });
  }
}
