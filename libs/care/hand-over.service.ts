import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Db, Tx } from '#platform';
import { AssignmentRepository, type Lent, type Screener } from './assignment.repository.js';

/** Access of whoever is asked to take a patient over, and of whoever does. The caller has asked whether it is theirs to give. */
@Injectable()
export class CareHandOver {
  constructor(
    private readonly assignments: AssignmentRepository,
    private readonly audit: Audit,
  ) {}

  /** Lets a clinician see a patient until they have answered; it ends by itself. */
  async lend(tx: Tx, lent: Lent & Readonly<{ until: Date }>): Promise<void> {
    if (await this.assignments.lend(tx, lent)) await this.record(tx, 'assign', lent, 'hand-off');
  }

  /** They did not take the patient over: they see nothing any more, on open screens neither. */
  async takeBack(tx: Tx, lent: Lent): Promise<void> {
    if (!(await this.assignments.takeBack(tx, lent))) return;
    tx.later`SELECT hint('access', ${lent.personId}::text)`;
    await this.record(tx, 'end-assignment', lent, 'hand-off');
  }

  /** From now on they are of the team; nothing for whoever is already. */
  async take(tx: Tx, { patientId, personId, by }: Lent & Readonly<{ by: string }>): Promise<void> {
    const assignment = { patientId, personId, reason: 'team', by: { personId: by, why: 'handover' } } as const;
    if (await this.assignments.insert(tx, assignment)) await this.record(tx, 'assign', { patientId, personId }, 'handover');
  }

  /** Until the transaction ends nobody else changes who screens a patient. */
  holdScreeners(tx: Tx, patientId: string): Promise<void> {
    return this.assignments.holdScreeners(tx, patientId);
  }

  /** Exactly these screen a patient, each until then; whoever did before sees nothing any more, on open screens neither. */
  async keepScreeners(tx: Tx, patientId: string, screeners: readonly Screener[]): Promise<void> {
    const { added, ended } = await this.assignments.keepScreeners(tx, patientId, screeners);
    for (const personId of added) await this.record(tx, 'assign', { patientId, personId }, 'screening');
    for (const personId of ended) {
      tx.later`SELECT hint('access', ${personId}::text)`;
      await this.record(tx, 'end-assignment', { patientId, personId }, 'screening');
    }
  }

  /** Whether somebody is of a patient's lasting team. */
  isOfTeam(db: Db, patientId: string, personId: string): Promise<boolean> {
    return this.assignments.isOfTeam(db, patientId, personId);
  }

  /** As the system's: what it follows from is recorded as the act of whoever did it. */
  private record(tx: Tx, action: string, { patientId, personId }: Omit<Lent, 'by'>, reason: string): Promise<void> {
    const act = { action, objectType: 'care-assignment', objectId: personId, subjectPersonId: patientId, reason };
    return this.audit.record(tx, null, act);
  }
}
