import { Injectable } from '@nestjs/common';

import type { PasskeyAnswer } from '#contracts';
import { Database, type Tx } from '#platform';
import { Admission } from './admission.service.js';
import { Attempts } from './attempts.service.js';
import type { Caller, Origin } from './caller.js';
import { FactorRepository } from './factor.repository.js';
import { counterOf } from './one-time-codes.js';
import { PasskeysService } from './passkeys.service.js';
import { identityProblems } from './problems.js';
import { hashRecoveryCode } from './recovery-code.js';

/** What a person shows besides, or instead of, a password. */
export type Shown = Readonly<{ code: string } | { recoveryCode: string } | { passkey: PasskeyAnswer }>;
type Who = Pick<Caller, 'personId'>;

/** Judges passkeys, one-time codes and recovery codes of one person. Each is good once; wrong ones are counted. */
@Injectable()
export class Proofs {
  constructor(
    private readonly database: Database,
    private readonly factors: FactorRepository,
    private readonly passkeys: PasskeysService,
    private readonly admission: Admission,
    private readonly attempts: Attempts,
  ) {}

  /** A challenge for a person's passkeys, or for whoever comes (null). */
  passkeyOptions(personId: string | null): Promise<Record<string, unknown>> {
    return this.passkeys.proofOptions(personId);
  }

  /** Whose passkey answered, at the sign-in. @throws `identity.wrong-proof` */
  whose(answer: PasskeyAnswer): Promise<string> {
    return this.passkeys.verify(answer, null);
  }

  /** Whether the passkey that answered is still there, which it then is until the transaction ends. */
  hold(tx: Tx, personId: string, answer: PasskeyAnswer): Promise<boolean> {
    return this.passkeys.hold(tx, personId, answer);
  }

  /** @throws `identity.wrong-proof`, `identity.too-many-tries` */
  async require({ personId }: Who, shown: Shown, origin: Origin): Promise<void> {
    if ('passkey' in shown) {
      await this.passkeys.verify(shown.passkey, personId); // cannot be guessed, so it never has to wait
      return;
    }
    const isRight = await this.attempts.judge(`code:${personId}`, { ...origin, personId }, () =>
      'code' in shown ? this.takeCode(personId, shown.code) : this.takeRecoveryCode(personId, shown.recoveryCode),
    );
    if (!isRight) throw identityProblems.wrongProof();
  }

  /** @returns false for a wrong code, one that was taken before, and that of an app that was never confirmed */
  private async takeCode(personId: string, code: string): Promise<boolean> {
    const totp = await this.factors.findTotp(personId);
    const counter = totp?.isConfirmed ? counterOf(totp.secret, code, totp.now) : undefined;
    return counter !== undefined && this.database.transact((tx) => this.factors.takeCounter(tx, personId, counter));
  }

  /** Its person is told each time: they have one way less, or somebody else has their codes. */
  private takeRecoveryCode(personId: string, code: string): Promise<boolean> {
    return this.database.transact(async (tx) => {
      const isTaken = await this.factors.takeRecoveryCode(tx, personId, hashRecoveryCode(code));
      if (isTaken) await this.admission.notify(tx, personId, 'factors-changed');
      return isTaken;
    });
  }
}
