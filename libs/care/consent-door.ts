import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { type Caller, FactorsService, SignInService } from '#identity';
import type { Tx } from '#platform';
import { CareService } from './care.service.js';

const OF = { objectType: 'consent' };

/** Lets people to a patient's consent, and leaves a row of it. */
@Injectable()
export class ConsentDoor {
  constructor(
    private readonly care: CareService,
    private readonly factors: FactorsService,
    private readonly signIns: SignInService,
    private readonly audit: Audit,
  ) {}

  async recordRead(caller: Caller, patientId: string): Promise<void> {
    await this.audit.recordRead(caller, { action: 'read-consents', ...OF, subjectPersonId: patientId });
  }

  /** Only the patient. @throws `care.not-found` */
  async write(tx: Tx, caller: Caller, patientId: string, action: 'sign-consent' | 'withdraw-consent'): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'own', tx);
    await this.audit.record(tx, caller, { action, ...OF, subjectPersonId: patientId });
  }

  /** Whoever has a second factor signs with a fresh proof of it. */
  async needsProof(caller: Caller): Promise<boolean> {
    const { hasAuthenticator, passkeys } = await this.factors.summary(caller);
    return hasAuthenticator || passkeys.length > 0;
  }

  /** @throws `identity.step-up-needed` */
  requireProof(tx: Tx, caller: Caller): Promise<void> {
    return this.signIns.requireStepUp(tx, caller);
  }
}
