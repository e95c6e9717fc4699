import { Injectable } from '@nestjs/common';

import type { Role } from '#contracts';
import { SealedFields } from '#platform';
import { Attempts } from './attempts.service.js';
import type { Origin } from './caller.js';
import { passwordFault } from './domain/password-rule.js';
import { LeakedPasswords } from './leaked-passwords.js';
import { hashPassword, isPassword } from './password.js';
import { PersonRepository } from './person.repository.js';
import { identityProblems } from './problems.js';

export type Recognized = Readonly<{ personId: string; role: Role; hasSecondFactor: boolean; passwordHash: string }>;

/** Judges passwords, and what may be one. */
@Injectable()
export class Passwords {
  constructor(
    private readonly people: PersonRepository,
    private readonly attempts: Attempts,
    private readonly sealed: SealedFields,
    private readonly leaked: LeakedPasswords,
  ) {}

  /**
   * Whose address and password these are. Unknown address, wrong password and disabled person take the same path to the same words.
   *
   * @throws `identity.wrong-sign-in`, `identity.too-many-tries`
   */
  async recognize(email: string, password: string, origin: Origin): Promise<Recognized> {
    const index = this.sealed.blindIndex(email);
    const person = await this.people.findByEmail(email);
    const place = { ...origin, personId: person?.id };
    const isRight = await this.attempts.judge(index, place, () => isPassword(password, person?.passwordHash));
    if (!isRight || !person?.passwordHash) throw identityProblems.wrongSignIn();
    const { id: personId, role, hasSecondFactor, passwordHash } = person;
    return { personId, role, hasSecondFactor, passwordHash };
  }

  /** @throws `identity.wrong-proof`, `identity.too-many-tries` */
  async requireOwn(personId: string, password: string, origin: Origin): Promise<void> {
    const stored = await this.people.findPasswordHash(personId);
    const isRight = await this.attempts.judge(`password:${personId}`, { ...origin, personId }, () =>
      isPassword(password, stored),
    );
    if (!isRight) throw identityProblems.wrongProof();
  }

  /** The hash of a new password. Takes long, on purpose: before the transaction. @throws `identity.password-refused` with `reason` */
  async hashNew(password: string, whose: { hasSecondFactor: boolean; about: readonly string[] }): Promise<string> {
    const reason = passwordFault(password, whose) ?? ((await this.leaked.has(password)) ? 'leaked' : null);
    if (reason) throw identityProblems.passwordRefused({ reason });
    return hashPassword(password);
  }
}
