import { Injectable } from '@nestjs/common';

import type { Proof } from '#contracts';
import { Database } from '#platform';
import type { Caller, Origin } from './caller.js';
import { FactorRepository } from './factor.repository.js';
import { Passwords } from './passwords.service.js';
import { identityProblems } from './problems.js';
import { Proofs } from './proofs.service.js';
import { SignInService } from './sign-in.service.js';

/** That it is still the same person: for one weighty action, or to open a locked screen. */
@Injectable()
export class StepUpService {
  constructor(
    private readonly database: Database,
    private readonly factors: FactorRepository,
    private readonly proofs: Proofs,
    private readonly passwords: Passwords,
    private readonly signIns: SignInService,
  ) {}

  /** @returns until when it can be used; real time. @throws `identity.wrong-proof`, `identity.proof-kind`, `identity.too-many-tries` */
  async stepUp(caller: Caller, proof: Proof, origin: Origin): Promise<Date> {
    await this.require(caller, proof, origin, { isPasswordEnough: false });
    return this.database.transact((tx) => this.signIns.grantStepUp(tx, caller));
  }

  /** A challenge for the caller's passkeys. */
  passkeyOptions({ personId }: Caller): Promise<Record<string, unknown>> {
    return this.proofs.passkeyOptions(personId);
  }

  /** The sign-in behind a locked screen is full already, so the password opens it too. @throws as `stepUp` */
  async unlock(caller: Caller, proof: Proof, origin: Origin): Promise<void> {
    await this.require(caller, proof, origin, { isPasswordEnough: true });
    await this.database.transact((tx) => this.signIns.reopen(tx, caller));
  }

  private async require({ personId }: Caller, proof: Proof, origin: Origin, { isPasswordEnough }: { isPasswordEnough: boolean }) {
    if (!('password' in proof)) return this.proofs.require({ personId }, proof, origin);
    const { hasTotp, passkeys } = await this.factors.count(personId);
    if (!isPasswordEnough && (hasTotp || passkeys > 0)) throw identityProblems.proofKind();
    return this.passwords.requireOwn(personId, proof.password, origin);
  }
}
