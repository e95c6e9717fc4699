import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database, type Db, type Reader, type Tx } from '#platform';
import type { Assignment } from './domain/access.js';

type AssignmentRow = { patient_id: string; person_id: string; starts_at: Date; ends_at: Date | null; now: Date };
type Reason = 'team' | 'chaperone' | 'paged';

const toAssignment = (row: AssignmentRow): Assignment => ({
  patientId: row.patient_id,
  personId: row.person_id,
  startsAt: row.starts_at.getTime(),
  endsAt: row.ends_at?.getTime() ?? null,
});

@Injectable()
export class AssignmentRepository {
  constructor(private readonly database: Database) {}

  /** A caller's assignments to one patient, with the instant at which they were read. */
  async findOf(
    personId: string,
    patientId: string,
    on: Reader = this.database,
  ): Promise<{ assignments: Assignment[]; now: number }> {
    const rows = await on.sql<AssignmentRow>`
      SELECT patient_id, person_id, starts_at, ends_at, app_now() AS now
      FROM care_assignment WHERE person_id = ${personId} AND patient_id = ${patientId}`;
    return {
      assignments: rows.map(toAssignment),
      now: rows[0]?.now.getTime() ?? 0,
    };
  }

  /** Every tie of these patients that there was or is. */
  async findTies(on: Reader, patientIds: readonly string[]): Promise<Assignment[]> {
    const rows = await on.sql<AssignmentRow>`
      SELECT patient_id, person_id, starts_at, ends_at, app_now() AS now FROM care_assignment WHERE patient_id = ANY(${patientIds}::uuid[])`;
    return rows.map(toAssignment);
  }

  /** Patients to whom a person is assigned now. */
  async findPatientsOf(personId: string): Promise<string[]> {
    const rows = await this.database.sql<{ patient_id: string }>`
      SELECT DISTINCT patient_id FROM care_assignment
      WHERE person_id = ${personId} AND starts_at <= app_now() AND (ends_at IS NULL OR ends_at > app_now())`;
    return rows.map((row) => row.patient_id);
  }

  /** The open team of a patient, those first who have been in it longest. */
  async findTeam(db: Db, patientId: string): Promise<string[]> {
    const rows = await db.sql<{ id: string }>`
      SELECT person_id AS id FROM care_assignment
      WHERE patient_id = ${patientId} AND ends_at IS NULL AND reason <> 'paged' ORDER BY starts_at`;
    return rows.map(({ id }) => id);
  }

  /** @returns whether there was no open assignment before */
  async insert(tx: Tx, assignment: { patientId: string; personId: string; reason: Reason }): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO care_assignment (id, patient_id, person_id, reason)
      VALUES (${randomUUID()}, ${assignment.patientId}, ${assignment.personId}, ${assignment.reason}::assignment_reason)
      ON CONFLICT (patient_id, person_id) WHERE ends_at IS NULL DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }
}
