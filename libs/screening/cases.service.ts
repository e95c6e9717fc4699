import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { careProblems } from '#care';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { CaseRepository } from './case.repository.js';
import { CaseCare } from './case-care.js';
import { CaseDoor } from './case-door.js';
import { Clinicians } from './clinicians.js';
import { requireMayGive } from './may-give.js';
import { screeningProblems } from './problems.js';

/** Opens cases: from the moment that there is one it has an owner, who cares for the patient. */
@Injectable()
export class CasesService {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly cases: CaseRepository,
    private readonly clinicians: Clinicians,
    private readonly care: CaseCare,
  ) {}

  /**
   * @param ownerId without one the caller
   * @throws `care.not-found`, `screening.opened`, `screening.not-an-owner`, `screening.not-yours-to-give`
   */
  async open(caller: Caller, patientId: string, ownerId = caller.personId): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.door.requireAccess(tx, caller, patientId, 'team-change');
      requireMayGive(caller, ownerId);
      if (!(await this.clinicians.isPatient(tx, patientId))) throw careProblems.notFound();
      if (!(await this.clinicians.isHere(tx, ownerId, { prescribes: false }))) throw screeningProblems.notAnOwner();
      const [id, by] = [randomUUID(), caller.personId];
      if (!(await this.cases.insert(tx, { id, patientId, ownerId, by }))) throw screeningProblems.opened();
      await this.care.take(tx, { patientId, personId: ownerId, by });
      await this.door.record(tx, caller, patientId, { action: 'open-screening', objectId: id });
    });
  }
}
