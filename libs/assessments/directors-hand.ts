import { Injectable } from '@nestjs/common';

import { careProblems } from '#care';
import { type Caller, Directory, SignInService } from '#identity';
import type { Tx } from '#platform';

/** The medical director, freshly signed in again. */
@Injectable()
export class DirectorsHand {
  constructor(
    private readonly directory: Directory,
    private readonly signIns: SignInService,
  ) {}

  /** @throws `care.not-your-duty` */
  async require(tx: Tx, { personId }: Caller): Promise<void> {
    if (!(await this.directory.duties(tx, personId)).has('medical-director')) throw careProblems.notYourDuty();
  }

  /** Uses up the fresh proof. @throws `identity.step-up-needed` */
  async requireFresh(tx: Tx, caller: Caller): Promise<void> {
    await this.signIns.requireStepUp(tx, caller);
  }
}
