import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { CareHandOver } from '#care';
import { type Caller, IdentityService } from '#identity';
import { Database, type Db, type Tx } from '#platform';
import { CaseRepository, type CaseRow } from './case.repository.js';
import { CaseAssignment } from './case-assignment.js';
import { CaseDoor } from './case-door.js';
import { UNOWNED } from './case-transfer.js';
import { Clinicians } from './clinicians.js';
import { isOpen } from './domain/course.js';
import { screeningProblems } from './problems.js';

/** Owners by another way than an offer, and the watch that a case has one who is there. */
@Injectable()
export class OwnersService {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly clinicians: Clinicians,
    private readonly assignment: CaseAssignment,
  ) {}

  /** @throws `care.not-found`, `screening.no-case`, `screening.not-an-owner`, `screening.owns-already` */
  async assign(caller: Caller, patientId: string, { personId, why }: { personId: string; why: string }): Promise<void> {
    await this.database.transact(async (tx) => {
      const held = await this.door.write(tx, caller, patientId, 'team-change');
      if (!(await this.clinicians.isHere(tx, personId, { prescribes: false }))) throw screeningProblems.notAnOwner();
      await this.assignment.assign(tx, held, personId, caller.personId);
      await this.door.record(tx, caller, patientId, { action: 'assign-screening', objectId: held.id, reason: why });
    });
  }
}

/** A case of which the owner has left is nobody's in truth: it does not stay so unseen. */
@Injectable()
export class OwnerWatch {
  constructor(
    private readonly cases: CaseRepository,
    private readonly clinicians: Clinicians,
    private readonly handOver: CareHandOver,
    private readonly alerts: AlertsService,
    private readonly identity: IdentityService,
  ) {}

  /** @returns the admins, who are to be told; nobody when the owner is there, or another one is by now */
  async left(tx: Tx, caseId: string): Promise<string[]> {
    const found = await this.cases.findById(tx, caseId);
    if (!found || !isOpen(found.state) || (await this.isThere(tx, found))) return [];
    const subjectId = await this.cases.ownershipOf(tx, caseId);
    await this.alerts.raise(tx, { kind: UNOWNED, subjectId, level: 2, patientId: found.patientId });
    return (await this.identity.peopleWithRole(tx, 'admin')).map(({ id }) => id);
  }

  private async isThere(db: Db, { ownerId, patientId }: CaseRow): Promise<boolean> {
    if (!(await this.clinicians.isHere(db, ownerId, { prescribes: false }))) return false;
    return this.handOver.isOfTeam(db, patientId, ownerId);
  }
}
