import { Injectable } from '@nestjs/common';

import type { Consents } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { CareService } from './care.service.js';
import { ConsentDoor } from './consent-door.js';
import { ConsentSigning } from './consent-signing.js';
import { ConsentViews } from './consent-views.js';
import { careProblems } from './problems.js';

/** What a patient says yes to: `name` as they type it. */
export type Signing = Readonly<{ name: string; clauses: readonly Readonly<{ clauseId: string; digest: string }>[] }>;

/** A patient's consent: read clause by clause, signed, and taken back. */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly signing: ConsentSigning,
    private readonly views: ConsentViews,
    private readonly door: ConsentDoor,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<Consents> {
    await this.care.requireAccess(caller, patientId, 'consents');
    await this.door.recordRead(caller, patientId);
    return this.views.of(this.database.read, patientId, await this.door.needsProof(caller));
  }

  /**
   * Only the patient signs, and only the very text that they were shown.
   *
   * @throws `care.not-found`, `care.clauses-changed`, `identity.step-up-needed` for whoever has a second factor
   */
  async sign(caller: Caller, patientId: string, { name, clauses }: Signing): Promise<Consents> {
    const isProven = await this.door.needsProof(caller);
    await this.database.transact(async (tx) => {
      await this.door.write(tx, caller, patientId, 'sign-consent');
      if (isProven) await this.door.requireProof(tx, caller);
      await this.signing.sign(tx, patientId, { name, isProven, clauses });
    });
    return this.views.of(this.database.read, patientId, isProven);
  }

  /** At any time, without a reason. @throws `care.not-found`, `care.nothing-signed` */
  async withdraw(caller: Caller, patientId: string): Promise<Consents> {
    await this.database.transact(async (tx) => {
      await this.door.write(tx, caller, patientId, 'withdraw-consent');
      if (!(await this.signing.withdraw(tx, patientId))) throw careProblems.nothingSigned();
    });
    return this.views.of(this.database.read, patientId, await this.door.needsProof(caller));
  }
}
