import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Database } from '#platform';
import { CaseAssignment } from './case-assignment.js';
import { CaseDoor } from './case-door.js';
import { Clinicians } from './clinicians.js';
import { requireMayGive } from './may-give.js';
import { screeningProblems } from './problems.js';

/** Owners by another way than an offer. */
@Injectable()
export class OwnersService {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly clinicians: Clinicians,
    private readonly assignment: CaseAssignment,
  ) {}

  /** @throws `care.not-found`, `screening.no-case`, `screening.not-an-owner`, `screening.owns-already`, `screening.not-yours-to-give` */
  async assign(caller: Caller, patientId: string, { personId, why }: { personId: string; why: string }): Promise<void> {
    await this.database.transact(async (tx) => {
      const held = await this.door.write(tx, caller, patientId, 'team-change');
      requireMayGive(caller, personId);
      if (!(await this.clinicians.isHere(tx, personId, { prescribes: false }))) throw screeningProblems.notAnOwner();
      await this.assignment.assign(tx, held, personId, caller.personId);
      await this.door.record(tx, caller, patientId, { action: 'assign-screening', objectId: held.id, reason: why });
    });
  }
}
