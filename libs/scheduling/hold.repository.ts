import { Injectable } from '@nestjs/common';

import type { AppointmentKind } from '#contracts';
import type { Reader, Tx } from '#platform';
import type { CoursePoint } from './domain/apart.js';

/** Appointments that are kept together for somebody who is choosing. */
export type Held = Readonly<{
  holdId: string;
  patientId: string;
  until: Date;
  appointments: readonly Readonly<{ id: string; kind: AppointmentKind; startsAt: string; endsAt: string }>[];
}>;

@Injectable()
export class HoldRepository {
  /** What is held for a patient at this moment. */
  async findOfPatient(on: Reader, patientId: string): Promise<Held | null> {
    const [row] = await on.sql<Held>`
      SELECT hold_id AS "holdId", patient_id AS "patientId", min(held_until) AS until,
        jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'startsAt', starts_at, 'endsAt', ends_at) ORDER BY starts_at) AS appointments
      FROM appointment WHERE patient_id = ${patientId} AND state = 'held' AND held_until > app_now()
      GROUP BY hold_id, patient_id ORDER BY min(held_until) DESC LIMIT 1`;
    return row ?? null;
  }

  /** Whom a hold is for, whatever became of it. */
  async findPatient(on: Reader, holdId: string): Promise<string | null> {
    const [row] = await on.sql<{
      patientId: string;
    }>`SELECT patient_id AS "patientId" FROM appointment WHERE hold_id = ${holdId} LIMIT 1`;
    return row?.patientId ?? null;
  }

  /** Keeps the appointments of a hold as they are until the transaction ends; its rows in one order, like everybody who changes them. */
  async lock(tx: Tx, holdId: string): Promise<void> {
    await tx.sql`SELECT 1 FROM appointment WHERE hold_id = ${holdId} ORDER BY id FOR UPDATE`;
  }

  /** Compare-and-swap; two who change one hold take its rows in one order. @returns how many of them were held until now */
  async book(tx: Tx, appointments: readonly Readonly<{ id: string; course: CoursePoint | undefined }>[]): Promise<number> {
    const wanted = appointments.map(({ id, course }) => ({
      ...{ id, course_id: course?.courseId, course_number: course?.number, apart_days: course?.apartDays },
    }));
    const rows = await tx.sql`
      WITH wanted AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS one (id uuid, course_id uuid, course_number smallint, apart_days smallint))
      UPDATE appointment SET state = 'booked', version = version + 1,
        course_id = wanted.course_id, course_number = wanted.course_number, apart_days = wanted.apart_days
      FROM wanted JOIN (
        SELECT id FROM appointment WHERE id IN (SELECT id FROM wanted) AND state = 'held' AND held_until > app_now()
        ORDER BY id FOR UPDATE) held ON held.id = wanted.id
      WHERE appointment.id = held.id RETURNING 1`;
    return rows.length;
  }

  /** Gives back what is held of a patient; `holdId`: only that hold. @param onlyOver only what is held no longer than until now */
  end(tx: Tx, of: Readonly<{ patientId: string } | { holdId: string }>, onlyOver: boolean): void {
    const [patientId, holdId] = 'patientId' in of ? [of.patientId, null] : [null, of.holdId];
    tx.later`
      WITH held AS MATERIALIZED (
        SELECT id FROM appointment
        WHERE state = 'held' AND (patient_id = ${patientId}::uuid OR hold_id = ${holdId}::uuid)
          AND (NOT ${onlyOver}::boolean OR held_until <= app_now())
        ORDER BY id FOR UPDATE),
      over AS (
        UPDATE appointment SET state = 'expired', version = version + 1 FROM held WHERE appointment.id = held.id
        RETURNING appointment.id)
      UPDATE appointment_party SET during = 'empty' FROM over WHERE appointment_id = over.id`;
  }
}
