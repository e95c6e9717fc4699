import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService, type Scope } from '#care';
import type { Caller } from '#identity';
import type { Tx } from '#platform';
import { CaseRepository, type CaseRow } from './case.repository.js';
import { screeningProblems } from './problems.js';

type Act = Readonly<{ action: string; objectType?: string; objectId?: string; reason?: string }>;

/** Lets people to a screening, and leaves a row of it. */
@Injectable()
export class CaseDoor {
  constructor(
    private readonly care: CareService,
    private readonly audit: Audit,
    private readonly cases: CaseRepository,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string, action: string, scope: Scope = 'assessments'): Promise<void> {
    await this.care.requireAccess(caller, patientId, scope);
    const act = { action, objectType: 'screening', objectId: patientId };
    await this.audit.recordList(caller, act, [patientId]); // its page asks again and again
  }

  /** @throws `care.not-found` */
  async requireAccess(tx: Tx, caller: Caller, patientId: string, scope: Scope): Promise<void> {
    await this.care.requireAccess(caller, patientId, scope, tx);
  }

  /** Whether somebody may act on a patient's screening. */
  async isOpenTo(tx: Tx, caller: Caller, patientId: string): Promise<boolean> {
    return (await this.care.findGround(caller, patientId, 'screening', tx)) !== null;
  }

  /**
   * The case, held until the transaction is over, for somebody who may act on it.
   *
   * @throws `care.not-found`, `screening.no-case`
   */
  async write(tx: Tx, caller: Caller, patientId: string, scope: Scope = 'screening'): Promise<CaseRow> {
    await this.care.requireAccess(caller, patientId, scope, tx);
    const found = await this.cases.hold(tx, patientId);
    if (!found) throw screeningProblems.noCase();
    return found;
  }

  /** As the caller's act; without a caller as the system's. */
  record(tx: Tx, caller: Caller | null, patientId: string, { objectType = 'screening', ...act }: Act): Promise<void> {
    return this.audit.record(tx, caller, { ...act, objectType, subjectPersonId: patientId });
  }
}
