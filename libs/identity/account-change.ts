import { Injectable } from '@nestjs/common';

import { type Actor, Audit } from '#audit';
import type { Tx } from '#platform';
import { Admission, type Admitted, type Means } from './admission.service.js';
import type { Caller, Origin } from './caller.js';
import { FactorRepository } from './factor.repository.js';
import type { NoticeKind } from './messages.js';
import { identityProblems } from './problems.js';
import { hashRecoveryCode, newRecoveryCode, RECOVERY_CODES } from './recovery-code.js';
import { SignInService } from './sign-in.service.js';

/** What every change of an account has in common: who may, that it is recorded and told, and that the cookie changes. */
@Injectable()
export class AccountChange {
  constructor(
    private readonly signIns: SignInService,
    private readonly factors: FactorRepository,
    private readonly admission: Admission,
    private readonly audit: Audit,
  ) {}

  /**
   * Whether the caller may enrol a factor: after a step-up, or as the first one of somebody who has just given their password.
   *
   * @throws `identity.step-up-needed`; `request.forbidden`-like `identity.not-found` for a pending sign-in of somebody who has a factor to show
   */
  async allow(tx: Tx, caller: Caller): Promise<void> {
    const { hasTotp, passkeys } = await this.factors.count(caller.personId, tx);
    const hasFactor = hasTotp || passkeys > 0;
    if (caller.assurance === 'pending' && hasFactor) throw identityProblems.notFound();
    if (caller.assurance !== 'pending') await this.requireStepUp(tx, caller);
  }

  requireStepUp(tx: Tx, caller: Caller): Promise<void> {
    return this.signIns.requireStepUp(tx, caller);
  }

  async record(tx: Tx, caller: Caller, action: string, kind: NoticeKind): Promise<void> {
    const { personId } = caller;
    await this.audit.record(tx, caller, { action, objectType: 'person', objectId: personId, subjectPersonId: personId });
    await this.admission.notify(tx, personId, kind);
  }

  /** The same, done by somebody else or by a link; nobody is told. */
  async recordOn(tx: Tx, caller: Actor, personId: string, action: string, reason?: string): Promise<void> {
    const act = { action, objectType: 'person', objectId: personId, subjectPersonId: personId };
    await this.audit.record(tx, caller, { ...act, ...(reason && { reason }) });
  }

  /** Before a list of people is shown: a patient who is on it is one who is cared for here. */
  recordListed(caller: Caller, action: string, patientIds: readonly string[]): Promise<void> {
    return this.audit.recordList(caller, { action, objectType: 'person' }, patientIds);
  }

  /** Ends all sign-ins of somebody else. */
  endAll(tx: Tx, personId: string): Promise<void> {
    return this.admission.endAll(tx, personId);
  }

  sendLink(tx: Tx, linkId: string): Promise<void> {
    return this.admission.sendLink(tx, linkId);
  }

  admit(tx: Tx, who: Pick<Caller, 'personId' | 'role'>, origin: Origin, by: Means): Promise<Admitted> {
    return this.admission.admit(tx, who, origin, by);
  }

  rotate(tx: Tx, caller: Caller, origin: Origin): Promise<Admitted | null> {
    return this.admission.rotate(tx, caller, origin, 'account-changed');
  }

  /** Signs out everywhere else; the devices there are strangers from now on. */
  endOthers(tx: Tx, { personId, signInId }: Caller): Promise<void> {
    return this.admission.endOwn(tx, personId, signInId);
  }

  /** The old ones end. Shown to the person once, kept as hashes. */
  async newRecoveryCodes(tx: Tx, personId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await this.factors.replaceRecoveryCodes(tx, personId, codes.map(hashRecoveryCode));
    return codes;
  }
}
