import { Injectable } from '@nestjs/common';

import type { PasskeyAnswer } from '#contracts';
import { Database } from '#platform';
import { Admission, type Admitted, type Means } from './admission.service.js';
import type { Caller, Origin } from './caller.js';
import { isStaff } from './limits.js';
import { Passwords } from './passwords.service.js';
import { PersonRepository } from './person.repository.js';
import { identityProblems } from './problems.js';
import { Proofs, type Shown } from './proofs.service.js';

/** Where people come in: by password and second factor, or by passkey, which is both. */
@Injectable()
export class FrontDoor {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly proofs: Proofs,
    private readonly admission: Admission,
    private readonly people: PersonRepository,
  ) {}

  /**
   * By password. Staff, and whoever has enrolled a second factor, come in pending.
   *
   * @throws `identity.wrong-sign-in`, `identity.too-many-tries`
   */
  async byPassword(email: string, password: string, origin: Origin): Promise<Admitted> {
    const person = await this.passwords.recognize(email, password, origin);
    const isPending = isStaff(person.role) || person.hasSecondFactor;
    return this.database.transact(async (tx) => {
      if (!(await this.people.holdPassword(tx, person))) throw identityProblems.wrongSignIn();
      if (isPending) return this.admission.admitPending(tx, person, origin);
      return this.admission.admit(tx, person, origin, 'password');
    });
  }

  /** A challenge for whoever comes. */
  passkeyOptions(): Promise<Record<string, unknown>> {
    return this.proofs.passkeyOptions(null);
  }

  /** @throws `identity.wrong-proof` */
  async byPasskey(answer: PasskeyAnswer, origin: Origin): Promise<Admitted> {
    const personId = await this.proofs.whose(answer);
    const { role } = await this.people.findCard(personId);
    return this.database.transact(async (tx) => {
      if (!(await this.proofs.hold(tx, personId, answer))) throw identityProblems.wrongProof();
      return this.admission.admit(tx, { personId, role }, origin, 'passkey');
    });
  }

  /**
   * Completes a pending sign-in.
   *
   * @throws `identity.wrong-proof`, `identity.too-many-tries`, `identity.not-pending`
   */
  async completeWith(caller: Caller, shown: Shown, origin: Origin): Promise<Admitted> {
    if (caller.assurance !== 'pending') throw identityProblems.notPending();
    await this.proofs.require(caller, shown, origin);
    const admitted = await this.database.transact((tx) => this.admission.rotate(tx, caller, origin, meansOf(shown)));
    if (!admitted) throw identityProblems.notPending();
    return admitted;
  }
}

function meansOf(shown: Shown): Means {
  if ('passkey' in shown) return 'password-and-passkey';
  return 'code' in shown ? 'password-and-code' : 'password-and-recovery-code';
}
