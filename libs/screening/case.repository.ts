import { Injectable } from '@nestjs/common';

import type { Db, Tx } from '#platform';
import type { Outcome, State } from './domain/course.js';

export type CaseRow = Readonly<{
  id: string;
  patientId: string;
  state: State;
  stateSince: Date;
  ownerId: string;
  appointmentId: string | null;
  decisionNumber: number;
}>;
/** How somebody comes to a case. */
export type Owner = Readonly<{ ownerId: string; by: string }> &
  (Readonly<{ cause: 'assigned' }> | Readonly<{ cause: 'handed-off'; handOffId: string }>);

const COLUMNS = {
  ...{ id: true, patientId: true, state: true, stateSince: true, ownerId: true, appointmentId: true, decisionNumber: true },
} as const;

/** Screening cases: one for a patient, with one owner. What may follow what is law in the database. */
@Injectable()
export class CaseRepository {
  findOf(db: Db, patientId: string): Promise<CaseRow | null> {
    return db.screeningCase.findUnique({ where: { patientId }, select: COLUMNS });
  }

  findById(db: Db, id: string): Promise<CaseRow | null> {
    return db.screeningCase.findUnique({ where: { id }, select: COLUMNS });
  }

  findOwnedBy(db: Db, ownerId: string): Promise<CaseRow[]> {
    return db.screeningCase.findMany({ where: { ownerId }, select: COLUMNS });
  }

  findMany(db: Db, patientIds: readonly string[]): Promise<CaseRow[]> {
    return db.screeningCase.findMany({ where: { patientId: { in: [...patientIds] } }, select: COLUMNS });
  }

  /** As `findOf`, and nobody else changes it or offers it until the transaction is over. */
  async hold(tx: Tx, patientId: string): Promise<CaseRow | null> {
    await tx.sql`SELECT 1 FROM screening_case WHERE patient_id = ${patientId} FOR UPDATE`;
    return this.findOf(tx, patientId);
  }

  /** The id of the time that the owner of now has the case; a later one of the same person is another. */
  async ownershipOf(tx: Tx, id: string): Promise<string> {
    const [row] = await tx.sql<{
      id: string;
    }>`SELECT id FROM screening_ownership WHERE case_id = ${id} ORDER BY since DESC, id LIMIT 1`;
    return row!.id;
  }

  /** @returns whether there was none */
  async insert(tx: Tx, { id, patientId, ownerId, by }: { id: string; patientId: string; ownerId: string; by: string }) {
    const rows = await tx.sql`
      INSERT INTO screening_case (id, patient_id, owner_id, owner_by) VALUES (${id}, ${patientId}, ${ownerId}, ${by})
      ON CONFLICT (patient_id) DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }

  async setState(tx: Tx, id: string, state: State, appointmentId: string | null): Promise<void> {
    await tx.sql`
      UPDATE screening_case SET state = ${state}::screening_state, appointment_id = ${appointmentId}::uuid,
        state_since = CASE WHEN state = ${state}::screening_state THEN state_since ELSE app_now() END
      WHERE id = ${id}`;
  }

  /** The decision of this number must have been written before. */
  async decide(tx: Tx, id: string, { number, outcome }: { number: number; outcome: Outcome }): Promise<void> {
    await tx.sql`
      UPDATE screening_case SET state = ${outcome}::screening_state, state_since = app_now(), decision_number = ${number},
        appointment_id = NULL
      WHERE id = ${id}`;
  }

  /** @param becomes what the case is from then on, and what is booked for it */
  async own(
    tx: Tx,
    id: string,
    owner: Owner,
    { state, appointmentId }: { state: State; appointmentId: string | null },
  ): Promise<void> {
    const handOffId = owner.cause === 'handed-off' ? owner.handOffId : null;
    await tx.sql`
      UPDATE screening_case SET owner_id = ${owner.ownerId}, owner_since = app_now(), owner_cause = ${owner.cause}, owner_by = ${owner.by},
        hand_off_id = ${handOffId}::uuid, appointment_id = ${appointmentId}::uuid, state = ${state}::screening_state,
        state_since = CASE WHEN state = ${state}::screening_state THEN state_since ELSE app_now() END
      WHERE id = ${id}`;
  }
}
