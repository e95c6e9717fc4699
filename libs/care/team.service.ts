import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { AssignReason, CaredFor, EndReason, StaffMember, TeamMember } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { AssignmentRepository } from './assignment.repository.js';
import { CareService } from './care.service.js';
import { careProblems } from './problems.js';
import { TeamPeople } from './team-people.js';

/** Who cares for whom, and who decides it. */
@Injectable()
export class TeamService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly assignments: AssignmentRepository,
    private readonly people: TeamPeople,
    private readonly audit: Audit,
  ) {}

  /** The patients whose team the caller may see, by name. */
  async list(caller: Caller): Promise<CaredFor[]> {
    const patients = await this.care.patientsOf(caller, 'team');
    const cards = await this.people.patients(patients);
    await this.audit.recordList(
      caller,
      { action: 'list-care-teams', objectType: 'care-assignment' },
      cards.map(({ id }) => id),
    );
    const members = await this.people.members(
      await this.assignments.findOpen(this.database.read, patients, await this.people.now()),
    );
    return cards.map(({ id, displayName }) => ({
      patientId: id,
      patientName: displayName,
      team: members.filter(({ patientId }) => patientId === id).map(({ patientId: _, ...member }) => member),
    }));
  }

  staff(): Promise<StaffMember[]> {
    return this.people.staff();
  }

  /**
   * @throws `care.not-found`, `care.not-assignable` for anybody but a clinician who works here, `care.already-assigned`
   */
  async assign(
    caller: Caller,
    patientId: string,
    { personId, why }: { personId: string; why: AssignReason },
  ): Promise<TeamMember> {
    await this.database.transact(async (tx) => {
      await this.requireChange(tx, caller, patientId);
      if (!(await this.people.isAssignable(tx, personId))) throw careProblems.notAssignable();
      const by = { personId: caller.personId, why };
      if (!(await this.assignments.insert(tx, { patientId, personId, reason: 'team', by }))) throw careProblems.alreadyAssigned();
      await this.record(tx, caller, 'assign', { patientId, personId, why });
    });
    const members = await this.people.members(
      await this.assignments.findOpen(this.database.read, [patientId], await this.people.now()),
    );
    const { patientId: _, ...member } = members.find((found) => found.personId === personId && found.until === null)!;
    return member;
  }

  /**
   * Ends what somebody may see of a patient. Their requests are refused at once, and their open screens close.
   *
   * @throws `care.not-found`, also for an assignment to another patient, one that is over, and a chaperone's
   */
  async end(caller: Caller, patientId: string, assignmentId: string, why: EndReason): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.requireChange(tx, caller, patientId);
      const personId = await this.assignments.end(tx, assignmentId, patientId, { personId: caller.personId, why });
      if (!personId) throw careProblems.notFound();
      tx.later`SELECT hint('access', ${personId}::text)`;
      await this.record(tx, caller, 'end-assignment', { patientId, personId, why });
    });
  }

  private async requireChange(tx: Tx, caller: Caller, patientId: string): Promise<void> {
    const ground = await this.care.requireAccess(caller, patientId, 'team-change', tx);
    if (ground === 'clinic' && !(await this.people.isPatient(tx, patientId))) throw careProblems.notFound();
  }

  private record(
    tx: Tx,
    caller: Caller,
    action: string,
    about: { patientId: string; personId: string; why: string },
  ): Promise<void> {
    const { patientId, personId, why } = about;
    return this.audit.record(tx, caller, {
      action,
      objectType: 'care-assignment',
      objectId: personId,
      subjectPersonId: patientId,
      reason: why,
    });
  }
}
