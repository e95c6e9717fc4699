import { Injectable } from '@nestjs/common';

import type { AppointmentState } from '#contracts';
import type { Reader, Tx } from '#platform';
import type { Part } from './appointment.repository.js';
import { SINGLE_KINDS, type SingleKind } from './domain/appointment-types.js';

/** An appointment that is booked by itself, or a place in a group; whatever became of it. */
export type SingleRow = Readonly<{
  id: string;
  kind: SingleKind | 'group';
  groupId: string | null;
  patientId: string;
  state: AppointmentState;
  startsAt: Date;
  endsAt: Date;
  hasBegun: boolean;
  parties: readonly Readonly<{ personId: string; part: Part }>[];
}>;
export type BookedRow = Pick<SingleRow, 'id' | 'hasBegun' | 'groupId'>;
/** Whose are listed: of these patients, and those in which somebody has a part. */
type Whose = Readonly<{ patientIds: readonly string[] | 'all'; personId: string }>;

/** So long one of which nobody has said what became of it stays on the list; days. */
const ASKED_DAYS = 7;
const MOST = 500;

@Injectable()
export class SingleAppointmentRepository {
  /** Keeps an appointment as it is until the transaction ends: whoever else changes it waits. */
  hold(tx: Tx, id: string): void {
    // of a place its group first, as everybody does who changes groups
    tx.later`SELECT 1 FROM group_session WHERE appointment_id = (SELECT group_id FROM appointment WHERE id = ${id}::uuid) FOR UPDATE`;
    tx.later`SELECT 1 FROM appointment WHERE id = ${id}::uuid FOR UPDATE`;
  }

  /** @returns null for one of another kind, too */
  async find(on: Reader, id: string): Promise<SingleRow | null> {
    const [row] = await on.sql<SingleRow>`
      SELECT a.id, a.kind, a.group_id AS "groupId", a.patient_id AS "patientId", a.state, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
        a.starts_at <= app_now() AS "hasBegun",
        (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('personId', person_id, 'part', part)), '[]')
         FROM appointment_party WHERE appointment_id IN (a.id, a.group_id)) AS parties
      FROM appointment a
      WHERE a.id = ${id}::uuid AND (a.kind = ANY(${[...SINGLE_KINDS]}::appointment_kind[]) OR a.group_id IS NOT NULL)`;
    return row ?? null;
  }

  /** What is booked, by its start: from now on, and what is over and still to be said something of. */
  async findBooked(on: Reader, { patientIds, personId }: Whose): Promise<BookedRow[]> {
    const [isAll, ids] = patientIds === 'all' ? [true, []] : [false, [...patientIds]];
    return on.sql<BookedRow>`
      SELECT a.id, a.starts_at <= app_now() AS "hasBegun", a.group_id AS "groupId" FROM appointment a
      WHERE (a.kind = ANY(${[...SINGLE_KINDS]}::appointment_kind[]) OR a.group_id IS NOT NULL) AND a.state = 'booked'
        AND a.starts_at > app_now() - ${ASKED_DAYS}::int * interval '1 day'
        AND (${isAll}::boolean OR a.patient_id = ANY(${ids}::uuid[])
             OR EXISTS (SELECT 1 FROM appointment_party WHERE appointment_id IN (a.id, a.group_id) AND person_id = ${personId}::uuid))
      ORDER BY a.starts_at, a.id LIMIT ${MOST}`;
  }
}
