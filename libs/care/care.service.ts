import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import type { Db, Reader, Tx } from '#platform';
import { AssignmentRepository } from './assignment.repository.js';
import { ConsentRepository } from './consent.repository.js';
import { type Assignment, mayAccess } from './domain/access.js';
import { careProblems } from './problems.js';
import { type ClinicSettings, SettingsRepository } from './settings.repository.js';

export type Team = Readonly<{ prescriberId: string; therapistId: string; chaperoneId: string }>;

/** Who cares for whom, under which consent and settings. */
@Injectable()
export class CareService {
  constructor(
    private readonly assignments: AssignmentRepository,
    private readonly consents: ConsentRepository,
    private readonly clinic: SettingsRepository,
    private readonly audit: Audit,
  ) {}

  /**
   * @param on the transaction that the caller is in, if there is one: a second connection beside it could starve the pool
   * @throws `care.not-found` for a patient whom the caller may not know of, and for one who does not exist
   */
  async requireAccess(caller: Caller, patientId: string, on?: Reader): Promise<void> {
    const { assignments, now } = await this.assignments.findOf(caller.personId, patientId, on);
    if (!mayAccess(caller, patientId, assignments, now)) throw careProblems.notFound();
  }

  /** Patients whose sessions the caller may list; `all` for admins, who see schedules and no health data. */
  async patientsOf(caller: Caller): Promise<string[] | 'all'> {
    if (caller.sessionScope !== null) return [];
    if (caller.role === 'admin') return 'all';
    return caller.role === 'patient' ? [caller.personId] : this.assignments.findPatientsOf(caller.personId);
  }

  /** Who was or is tied to these patients, and when; for those who watch over the record. */
  tiesOf(on: Reader, patientIds: readonly string[]): Promise<Assignment[]> {
    return this.assignments.findTies(on, patientIds);
  }

  /** The ids of who cares for a patient, those first who have done so longest; whoever was only paged is not among them. */
  team(db: Db, patientId: string): Promise<string[]> {
    return this.assignments.findTeam(db, patientId);
  }

  settings(db: Db): Promise<ClinicSettings> {
    return this.clinic.read(db);
  }

  /** The version of consent that a patient has signed and not withdrawn; null if there is none. */
  signedConsent(db: Db, patientId: string): Promise<string | null> {
    return this.consents.findSigned(db, patientId);
  }

  /** Gives a paged clinician access to the patient, as a row like any other. */
  async assignPaged(tx: Tx, patientId: string, personId: string): Promise<void> {
    if (!(await this.assignments.insert(tx, { patientId, personId, reason: 'paged' }))) return;
    await this.audit.record(tx, null, {
      action: 'assign',
      objectType: 'care-assignment',
      objectId: personId,
      subjectPersonId: patientId,
      reason: 'paged',
    });
  }
}
