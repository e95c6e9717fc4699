import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService, careProblems, type Ground } from '#care';
import { type Caller, Directory } from '#identity';
import { Database, type Db, type Tx } from '#platform';
import { PairingRepository, type PairingRow } from './pairing.repository.js';

type Act = Readonly<{ action: string; objectType?: string; objectId?: string; reason?: string }>;

/** Lets people to the pairings of a patient, and leaves a row of it. */
@Injectable()
export class PairingDoor {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly audit: Audit,
    private readonly directory: Directory,
    private readonly pairings: PairingRepository,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<Ground> {
    const ground = await this.care.requireAccess(caller, patientId, 'team');
    if (ground === 'clinic' && !(await this.isPatient(this.database.read, patientId))) throw careProblems.notFound();
    const act = { action: 'read-pairing', objectType: 'pairing', subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    return ground;
  }

  /**
   * The pairings of a patient, held until the transaction is over, for somebody who decides who looks after them: the patient, their
   * team, and those who run the clinic.
   *
   * @throws `care.not-found`
   */
  async write(tx: Tx, caller: Caller, patientId: string): Promise<PairingRow[]> {
    const ground = await this.care.requireAccess(caller, patientId, caller.role === 'patient' ? 'planning' : 'team-change', tx);
    if (ground === 'clinic' && !(await this.isPatient(tx, patientId))) throw careProblems.notFound();
    return this.pairings.hold(tx, patientId);
  }

  async isPatient(db: Db, personId: string): Promise<boolean> {
    return (await this.directory.find(db, personId))?.role === 'patient';
  }

  /** Whether somebody works here and treats patients. */
  async isClinician(tx: Tx, personId: string): Promise<boolean> {
    return (await this.directory.clinicians(tx)).some(({ id, isDisabled }) => id === personId && !isDisabled);
  }

  /** As the caller's act; without a caller as the system's. */
  record(tx: Tx, caller: Caller | null, patientId: string, { objectType = 'pairing', ...act }: Act): Promise<void> {
    return this.audit.record(tx, caller, { ...act, objectType, subjectPersonId: patientId });
  }
}
