import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { CallNotice, CallState } from '#contracts';
import type { Reader, Tx } from '#platform';

export type RoomRow = Readonly<{
  id: string;
  appointmentId: string;
  patientId: string;
  state: CallState;
  lateMin: number | null;
  notice: CallNotice | null;
  noticeAbout: string | null;
  lostAt: Date | null;
  lossId: string | null;
  waitId: string | null;
}>;

/** Calls; whoever changes anything of one holds its row first, so that everything about a call happens one after the other. */
@Injectable()
export class RoomRepository {
  /** @returns whether it is new; its owner comes in the same transaction */
  async insert(tx: Tx, appointmentId: string, patientId: string): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO call_room (id, appointment_id, patient_id) VALUES (${randomUUID()}, ${appointmentId}, ${patientId})
      ON CONFLICT (appointment_id) DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }

  /** The call of an appointment, as it is until the transaction ends. */
  async holdOf(tx: Tx, appointmentId: string): Promise<RoomRow | null> {
    const [row] = await tx.sql<RoomRow>`
      SELECT id, appointment_id AS "appointmentId", patient_id AS "patientId", state, late_min AS "lateMin", notice,
        notice_about AS "noticeAbout", lost_at AS "lostAt", loss_id AS "lossId", wait_id AS "waitId"
      FROM call_room WHERE appointment_id = ${appointmentId} FOR UPDATE`;
    return row ?? null;
  }

  async hold(tx: Tx, id: string): Promise<RoomRow | null> {
    const [row] = await tx.sql<RoomRow>`
      SELECT id, appointment_id AS "appointmentId", patient_id AS "patientId", state, late_min AS "lateMin", notice,
        notice_about AS "noticeAbout", lost_at AS "lostAt", loss_id AS "lossId", wait_id AS "waitId"
      FROM call_room WHERE id = ${id} FOR UPDATE`;
    return row ?? null;
  }

  async findOf(on: Reader, appointmentId: string): Promise<RoomRow | null> {
    const [row] = await on.sql<RoomRow>`
      SELECT id, appointment_id AS "appointmentId", patient_id AS "patientId", state, late_min AS "lateMin", notice,
        notice_about AS "noticeAbout", lost_at AS "lostAt", loss_id AS "lossId", wait_id AS "waitId"
      FROM call_room WHERE appointment_id = ${appointmentId}`;
    return row ?? null;
  }

  open(tx: Tx, id: string): void {
    tx.later`
      UPDATE call_room SET state = 'open', opened_at = coalesce(opened_at, app_now()), ended_at = NULL, ended_by = NULL,
        late_min = NULL, late_said_at = NULL WHERE id = ${id}`;
  }

  end(tx: Tx, id: string, by: string): void {
    tx.later`
      UPDATE call_room SET state = 'ended', opened_at = coalesce(opened_at, app_now()), ended_at = app_now(), ended_by = ${by},
        notice = NULL, notice_about = NULL WHERE id = ${id}`;
  }

  setLate(tx: Tx, id: string, lateMin: number | null): void {
    tx.later`
      UPDATE call_room SET late_min = ${lateMin}::smallint, late_said_at = CASE WHEN ${lateMin}::smallint IS NULL THEN NULL ELSE app_now() END
      WHERE id = ${id}`;
  }

  setNotice(tx: Tx, id: string, notice: CallNotice | null, about: string | null): void {
    tx.later`UPDATE call_room SET notice = ${notice}::text, notice_about = ${about}::uuid WHERE id = ${id}`;
  }

  setLost(tx: Tx, id: string, lossId: string | null): void {
    tx.later`
      UPDATE call_room SET loss_id = ${lossId}::uuid, lost_at = CASE WHEN ${lossId}::uuid IS NULL THEN NULL ELSE app_now() END
      WHERE id = ${id}`;
  }

  setWait(tx: Tx, id: string, waitId: string | null): void {
    tx.later`UPDATE call_room SET wait_id = ${waitId}::uuid WHERE id = ${id}`;
  }

  /** Whoever shows this call, or has it in a list, reads it anew. */
  changed(tx: Tx, id: string): void {
    tx.later`SELECT hint('call', ${id}::text)`;
    tx.later`SELECT hint('work', person_id::text) FROM call_participant WHERE room_id = ${id}`;
  }
}
