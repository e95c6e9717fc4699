import { Injectable } from '@nestjs/common';

import { type Actor, Audit } from '#audit';
import { Database, sqlState, type Tx } from '#platform';
import { recordProblems } from './problems.js';

/** Why somebody is erased: a code, for the audit and the tombstone hold no text. */
export const ERASURE_REASONS = ['patient-request', 'retention-over', 'court-order', 'entered-by-mistake'] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];

/** What `erase_patient` says when it refuses, by SQLSTATE. */
const REFUSALS = new Map([
  ['HE001', recordProblems.notAPatient],
  ['HE002', recordProblems.onHold],
  ['HE003', recordProblems.stillInCare],
]);

/**
 * Forgets patients for good: the key of all that is sealed about them is destroyed, name and indexes go, nobody can sign in. What
 * happened (times, doses, readings, the audit) stays, about nobody in particular.
 */
@Injectable()
export class ErasureService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Cannot be undone. Erasing somebody again does nothing new.
   *
   * @returns the patient, and the companions who accompanied nobody else and were erased too
   * @throws  `record.not-a-patient`, `record.on-hold`, `record.still-in-care`
   */
  erase(actor: Actor, patientId: string, reason: ErasureReason): Promise<string[]> {
    return this.database.transact(async (tx) => {
      const erased = await this.run(tx, patientId, reason);
      for (const id of erased) {
        const act = { action: 'erase', objectType: 'person', objectId: id, subjectPersonId: id, reason } as const;
        await this.audit.record(tx, actor, act);
      }
      return erased;
    });
  }

  /** Keeps a patient from being erased until it is lifted. @throws `record.not-a-patient` */
  async hold(actor: Actor, patientId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const rows = await tx.sql`
        INSERT INTO legal_hold (patient_id) SELECT ${patientId}::uuid WHERE is_patient(${patientId}::uuid)
        ON CONFLICT (patient_id) DO UPDATE SET patient_id = EXCLUDED.patient_id RETURNING 1`;
      if (!rows.length) throw recordProblems.notAPatient();
      await this.recordHold(tx, actor, patientId, 'hold');
    });
  }

  /** @throws `record.not-a-patient` when there was none to lift */
  async liftHold(actor: Actor, patientId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const rows = await tx.sql`DELETE FROM legal_hold WHERE patient_id = ${patientId} RETURNING 1`;
      if (!rows.length) throw recordProblems.notAPatient();
      await this.recordHold(tx, actor, patientId, 'lift-hold');
    });
  }

  private async run(tx: Tx, patientId: string, reason: ErasureReason): Promise<string[]> {
    try {
      const rows = await tx.sql<{ id: string }>`SELECT erase_patient(${patientId}::uuid, ${reason}) AS id`;
      return rows.map(({ id }) => id);
    } catch (error) {
      throw REFUSALS.get(sqlState(error) ?? '')?.({}, { cause: error }) ?? error;
    }
  }

  private recordHold(tx: Tx, actor: Actor, patientId: string, action: string): Promise<void> {
    return this.audit.record(tx, actor, { action, objectType: 'person', objectId: patientId, subjectPersonId: patientId });
  }
}
