import { Injectable } from '@nestjs/common';

import type { Reader } from '#platform';

/** How far a session has come, as much of it as those know who plan the day. `isUnderWay`: from the gate passed to the discharge. */
export type Standing = Readonly<{
  sessionId: string;
  appointmentId: string;
  patientId: string;
  chaperoneId: string;
  hasBegun: boolean;
  isUnderWay: boolean;
  isOver: boolean;
}>;

/** Sessions by the appointments that they have in the calendar. */
@Injectable()
export class SessionStandings {
  findOf(on: Reader, appointmentIds: readonly string[]): Promise<Standing[]> {
    return on.sql<Standing>`
      SELECT id AS "sessionId", appointment_id AS "appointmentId", patient_id AS "patientId", chaperone_id AS "chaperoneId",
             session_has_begun(id) AS "hasBegun",
             gate_passed_at IS NOT NULL AND discharged_at IS NULL AND aborted_at IS NULL AS "isUnderWay",
             discharged_at IS NOT NULL OR aborted_at IS NOT NULL AS "isOver"
      FROM dosing_session WHERE appointment_id = ANY(${[...appointmentIds]}::uuid[])`;
  }

  async findById(on: Reader, sessionIds: readonly string[]): Promise<Standing[]> {
    const rows = await on.sql<{ appointmentId: string }>`
      SELECT appointment_id AS "appointmentId" FROM dosing_session WHERE id = ANY(${[...sessionIds]}::uuid[])`;
    return this.findOf(
      on,
      rows.map(({ appointmentId }) => appointmentId),
    );
  }
}
