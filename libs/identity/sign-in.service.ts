import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { Database, SealedFields, type Tx } from '#platform';
import type { Caller } from './caller.js';
import { isPassword } from './password.js';
import { PersonRepository } from './person.repository.js';
import { identityProblems } from './problems.js';
import { SignInRepository } from './sign-in.repository.js';

/** Real hours and minutes; policy of promises on authentication: staff sign in daily, ten failures a quarter of an hour, never locked for good. */
const POLICY = {
  signInHours: 12,
  failuresAllowed: 10,
  failuresWithinMin: 15,
  stepUpValidSec: 120,
  throughSessionHours: 24,
} as const;

/** Opaque sign-ins: 256 random bits in a cookie, their hash in the database, revocable at any moment. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly signIns: SignInRepository,
    private readonly people: PersonRepository,
    private readonly sealed: SealedFields,
    private readonly audit: Audit,
  ) {}

  /** @throws `identity.wrong-sign-in` for an unknown address and a wrong password alike, `identity.too-many-tries` */
  async signIn(email: string, password: string): Promise<{ token: string; caller: Caller }> {
    const key = this.sealed.blindIndex(email);
    const person = await this.people.findByEmailIndex(key);
    await this.requirePassword(key, password, person?.passwordHash);
    const token = await this.database.transact((tx) => this.open(tx, person!.id, null, POLICY.signInHours));
    return { token, caller: (await this.resolve(token))! };
  }

  /**
   * Opens a sign-in without a password; for links that somebody else has verified.
   *
   * @returns the token: it goes into the person's cookie and nowhere else
   */
  async open(tx: Tx, personId: string, sessionScope: string | null, hours: number): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const signInId = await this.signIns.insert(tx, { token, personId, sessionScope, hours });
    await this.audit.record(tx, { personId, role: 'self' }, { action: 'sign-in', objectType: 'sign-in', objectId: signInId });
    return token;
  }

  /** The caller that a cookie's token stands for; null when it stands for nobody any more. */
  resolve(token: string): Promise<Caller | null> {
    return this.signIns.findCaller(token);
  }

  async signOut(caller: Caller): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.signIns.revoke(tx, caller.signInId);
      await this.audit.record(tx, caller, { action: 'sign-out', objectType: 'sign-in', objectId: caller.signInId });
    });
  }

  /**
   * Signs in again for one weighty action.
   *
   * @returns until when it can be used; real time
   * @throws `identity.wrong-sign-in`, `identity.too-many-tries`
   */
  async stepUp(caller: Caller, password: string): Promise<Date> {
    const stored = await this.people.findPasswordHash(caller.personId);
    await this.requirePassword(`step-up:${caller.personId}`, password, stored);
    const at = await this.database.transact((tx) => this.signIns.markSteppedUp(tx, caller.signInId));
    return new Date(at.getTime() + POLICY.stepUpValidSec * 1000);
  }

  /** Keeps a sign-in good through a live session, so that nobody who has been dosed is asked for a password. */
  keepThroughSession(tx: Tx, caller: Caller): Promise<void> {
    return this.signIns.extend(tx, caller.signInId, POLICY.throughSessionHours);
  }

  /** Uses up the caller's step-up. @throws `identity.step-up-needed` */
  async requireStepUp(tx: Tx, caller: Caller): Promise<void> {
    if (!(await this.signIns.takeStepUp(tx, caller.signInId, POLICY.stepUpValidSec))) throw identityProblems.stepUpNeeded();
  }

  private async requirePassword(key: string, password: string, stored: string | undefined): Promise<void> {
    const failures = await this.signIns.countFailures(key, POLICY.failuresWithinMin);
    if (failures >= POLICY.failuresAllowed) throw identityProblems.tooManyTries();
    if (await isPassword(password, stored)) return;
    await this.database.transact((tx) => this.signIns.insertFailure(tx, key));
    throw identityProblems.wrongSignIn();
  }
}
