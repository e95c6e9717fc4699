import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { AppointmentState } from '#contracts';
import type { Reader, Tx } from '#platform';
import type { Part } from './appointment.repository.js';

/** Somebody who leads a group. */
export type Leader = Readonly<{ personId: string; part: Part }>;
/** A group session, whatever became of it. `places`: of its patients that are booked. */
export type GroupRow = Readonly<{
  id: string;
  state: AppointmentState;
  startsAt: Date;
  endsAt: Date;
  version: number;
  hasBegun: boolean;
  zone: string;
  patientsPerStaff: number;
  taken: number;
  leaders: readonly Leader[];
  places: readonly Readonly<{ appointmentId: string; patientId: string; zone: string; version: number }>[];
}>;
export type NewGroup = Readonly<{
  startsAt: Date;
  lengthMin: number;
  zone: string;
  bookedBy: string;
  patientsPerStaff: number;
  leaders: readonly Leader[];
}>;
const MOST = 200;

/** Group sessions: an appointment for those who lead it, and one for each place. */
@Injectable()
export class GroupRepository {
  /** Keeps a group and its places as they are until the transaction ends: of two who take the last place, one is first. */
  lock(tx: Tx, id: string): void {
    tx.later`SELECT 1 FROM group_session WHERE appointment_id = ${id}::uuid FOR UPDATE`;
  }

  /** @returns null when the time of one who is to lead it is taken, and nothing lasts */
  async insert(tx: Tx, { startsAt, lengthMin, zone, bookedBy, patientsPerStaff, leaders }: NewGroup): Promise<string | null> {
    const id = randomUUID();
    tx.later`
      INSERT INTO appointment (id, kind, starts_at, ends_at, patient_zone, booked_by)
      VALUES (${id}, 'group', ${startsAt}, ${startsAt}::timestamptz + ${lengthMin}::int * interval '1 minute', ${zone}, ${bookedBy})`;
    tx.later`
      INSERT INTO group_session (appointment_id, patients_per_staff, staff) VALUES (${id}, ${patientsPerStaff}, ${leaders.length})`;
    const rows = await tx.sql`
      INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
      SELECT ${id}::uuid, leader."personId", leader.part, 0,
        tstzrange(${startsAt}::timestamptz, ${startsAt}::timestamptz + ${lengthMin}::int * interval '1 minute')
      FROM jsonb_to_recordset(${JSON.stringify(leaders)}::jsonb) AS leader ("personId" uuid, part appointment_part)
      ORDER BY leader."personId" ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === leaders.length ? id : null;
  }

  /**
   * Others lead a group from now on. Its appointment and its places have a next version: calendars read who comes anew.
   *
   * @returns false when the time of one who is new is taken, and nothing lasts
   */
  async changeLeaders(tx: Tx, { id, places, leaders: old }: GroupRow, leaders: readonly Leader[]): Promise<boolean> {
    const isIn = (among: readonly Leader[]) => (one: Leader) => among.some(({ personId }) => personId === one.personId);
    const gone = old.filter((one) => !isIn(leaders)(one)).map(({ personId }) => personId);
    const incoming = leaders.filter((one) => !isIn(old)(one));
    const ids = [id, ...places.map(({ appointmentId }) => appointmentId)];
    tx.later`DELETE FROM appointment_party WHERE appointment_id = ${id}::uuid AND person_id = ANY(${gone}::uuid[])`;
    tx.later`UPDATE group_session SET staff = ${leaders.length} WHERE appointment_id = ${id}::uuid`;
    tx.later`UPDATE appointment SET version = version + 1, changed_at = app_now() WHERE id = ANY(${ids}::uuid[])`;
    const rows = await tx.sql`
      INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
      SELECT a.id, leader."personId", leader.part, 0, tstzrange(a.starts_at, a.ends_at)
      FROM appointment a, jsonb_to_recordset(${JSON.stringify(incoming)}::jsonb) AS leader ("personId" uuid, part appointment_part)
      WHERE a.id = ${id}::uuid ORDER BY leader."personId" ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === incoming.length;
  }

  async find(on: Reader, id: string): Promise<GroupRow | null> {
    return (await this.rows(on, [id], false))[0] ?? null;
  }

  /** Those that are booked and have not ended, by their start. */
  findAhead(on: Reader): Promise<GroupRow[]> {
    return this.rows(on, [], true);
  }

  private rows(on: Reader, ids: readonly string[], isAhead: boolean): Promise<GroupRow[]> {
    return on.sql<GroupRow>`
      SELECT a.id, a.state, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.version, a.starts_at <= app_now() AS "hasBegun",
        a.patient_zone AS zone, g.patients_per_staff AS "patientsPerStaff", g.taken,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('personId', person_id, 'part', part) ORDER BY person_id), '[]')
         FROM appointment_party WHERE appointment_id = a.id) AS leaders,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('appointmentId', p.id, 'patientId', p.patient_id, 'zone', p.patient_zone,
                                                      'version', p.version)
                                   ORDER BY p.booked_at, p.id), '[]')
         FROM appointment p WHERE p.group_id = a.id AND p.state = 'booked') AS places
      FROM group_session g JOIN appointment a ON a.id = g.appointment_id
      WHERE a.id = ANY(${[...ids]}::uuid[]) OR (${isAhead}::boolean AND a.state = 'booked' AND a.ends_at > app_now())
      ORDER BY a.starts_at, a.id LIMIT ${MOST}`;
  }
}
