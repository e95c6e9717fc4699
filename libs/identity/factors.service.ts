import { Injectable } from '@nestjs/common';

import type { Factors, PasskeyAnswer } from '#contracts';
import { Database, type Tx } from '#platform';
import { AccountChange } from './account-change.js';
import type { Admitted } from './admission.service.js';
import type { Caller, Origin } from './caller.js';
import { FactorRepository } from './factor.repository.js';
import { isStaff } from './limits.js';
import { counterOf, newSecret, otpauthUri } from './one-time-codes.js';
import { PasskeyRepository } from './passkey.repository.js';
import { PasskeysService } from './passkeys.service.js';
import { identityProblems } from './problems.js';

/** What an enrolment gives back: codes only with the first factor, `admitted` when the sign-in has another cookie now. */
export type Enrolment = Readonly<{ recoveryCodes: string[] | null; admitted: Admitted | null }>;

/** The second factors of one person: what there is, and each way of adding to it or taking away. */
@Injectable()
export class FactorsService {
  constructor(
    private readonly database: Database,
    private readonly factors: FactorRepository,
    private readonly passkeys: PasskeysService,
    private readonly passkeyRows: PasskeyRepository,
    private readonly change: AccountChange,
  ) {}

  async summary({ personId, role, assurance }: Caller): Promise<Factors> {
    const { hasPassword, hasTotp, recoveryCodes } = await this.factors.count(personId);
    const passkeys = await this.passkeyRows.findOfPerson(personId);
    return {
      hasPassword,
      hasAuthenticator: hasTotp,
      recoveryCodesLeft: recoveryCodes,
      mustHaveSecond: isStaff(role),
      passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
        id,
        name: assurance === 'full' ? name : 'Passkey', // a password alone is not told what devices there are
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
    };
  }

  /** A new secret, which counts once it is confirmed. @throws `identity.step-up-needed`, `identity.not-found` for one who is pending and has a factor */
  async beginAuthenticator(caller: Caller): Promise<{ secret: string; uri: string }> {
    const secret = newSecret();
    await this.database.transact(async (tx) => {
      await this.change.allow(tx, caller);
      await this.factors.beginTotp(tx, caller.personId, secret);
    });
    return { secret, uri: otpauthUri(secret, caller.displayName) };
  }

  /** @throws `identity.wrong-proof` */
  async confirmAuthenticator(caller: Caller, code: string, origin: Origin): Promise<Enrolment> {
    const begun = await this.factors.findBegun(caller.personId);
    const counter = begun && counterOf(begun.secret, code, begun.now);
    if (!begun || counter === undefined) throw identityProblems.wrongProof();
    return this.enrol(caller, origin, async (tx) => {
      if (!(await this.factors.confirmTotp(tx, caller.personId, begun, counter))) throw identityProblems.wrongProof();
    });
  }

  async beginPasskey(caller: Caller): Promise<Record<string, unknown>> {
    await this.database.transact((tx) => this.change.allow(tx, caller));
    return this.passkeys.enrolmentOptions(caller);
  }

  /** Its ceremony was allowed by a step-up, and is good once. @throws `identity.wrong-proof` */
  async addPasskey(caller: Caller, name: string, answer: PasskeyAnswer, origin: Origin): Promise<Enrolment> {
    const passkey = await this.passkeys.judgeNew(caller.personId, name, answer);
    return this.enrol(caller, origin, (tx) => this.passkeys.keep(tx, passkey));
  }

  /** @throws `identity.step-up-needed`, `identity.last-factor` */
  removeAuthenticator(caller: Caller): Promise<void> {
    return this.remove(caller, (tx) => this.factors.deleteTotp(tx, caller.personId));
  }

  /** @throws `identity.step-up-needed`, `identity.only-way-in`, `identity.last-factor`, `identity.not-found` */
  removePasskey(caller: Caller, id: string): Promise<void> {
    return this.remove(caller, async (tx) => {
      if (!(await this.passkeyRows.delete(tx, caller.personId, id))) throw identityProblems.notFound();
    });
  }

  /** @throws `identity.step-up-needed` */
  renewRecoveryCodes(caller: Caller): Promise<string[]> {
    return this.database.transact(async (tx) => {
      await this.change.requireStepUp(tx, caller);
      await this.change.record(tx, caller, 'renew-recovery-codes', 'factors-changed');
      return this.change.newRecoveryCodes(tx, caller.personId);
    });
  }

  private enrol(caller: Caller, origin: Origin, add: (tx: Tx) => Promise<unknown>): Promise<Enrolment> {
    return this.database.transact(async (tx) => {
      await this.factors.lock(tx, caller.personId);
      const before = await this.factors.count(caller.personId, tx);
      if (caller.assurance !== 'full' && (before.hasTotp || before.passkeys > 0)) throw identityProblems.notFound();
      await add(tx);
      await this.change.record(tx, caller, 'add-factor', 'factors-changed');
      const isFirst = before.recoveryCodes === 0;
      const recoveryCodes = isFirst ? await this.change.newRecoveryCodes(tx, caller.personId) : null;
      return { recoveryCodes, admitted: await this.change.rotate(tx, caller, origin) };
    });
  }

  private async remove(caller: Caller, take: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.factors.lock(tx, caller.personId);
      await this.change.requireStepUp(tx, caller);
      await take(tx);
      const { hasPassword, hasTotp, passkeys } = await this.factors.count(caller.personId, tx);
      if (!hasPassword && passkeys === 0) throw identityProblems.onlyWayIn();
      if (isStaff(caller.role) && !hasTotp && passkeys === 0) throw identityProblems.lastFactor();
      await this.change.record(tx, caller, 'remove-factor', 'factors-changed');
    });
  }
}
