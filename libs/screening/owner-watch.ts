import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { CareHandOver } from '#care';
import { IdentityService } from '#identity';
import type { Db, Tx } from '#platform';
import { CaseRepository, type CaseRow } from './case.repository.js';
import { UNOWNED } from './case-transfer.js';
import { Clinicians } from './clinicians.js';
import { isOpen } from './domain/course.js';

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
