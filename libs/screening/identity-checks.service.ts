import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Database } from '#platform';
import { CaseDoor } from './case-door.js';
import { IdentityCheckRepository } from './identity-check.repository.js';

/** That somebody saw who the patient is. */
@Injectable()
export class IdentityChecks {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly checks: IdentityCheckRepository,
  ) {}

  /** @throws `care.not-found`, `screening.no-case` */
  async record(caller: Caller, patientId: string, documentKind: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const held = await this.door.write(tx, caller, patientId);
      await this.checks.insert(tx, { caseId: held.id, patientId, documentKind, seenBy: caller.personId });
      await this.door.record(tx, caller, patientId, { action: 'check-identity', objectId: held.id, reason: documentKind });
    });
  }
}
