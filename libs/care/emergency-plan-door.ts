import { Injectable } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import type { Tx } from '#platform';
import { SettingsPeople } from './settings-people.js';

/** Who may write the clinic's emergency plan. */
@Injectable()
export class EmergencyPlanDoor {
  constructor(
    private readonly people: SettingsPeople,
    private readonly signIns: SignInService,
  ) {}

  /** @throws `care.not-your-duty` for everybody but the medical director, `identity.step-up-needed` */
  async require(tx: Tx, caller: Caller): Promise<void> {
    await this.people.requireDirector(caller);
    await this.signIns.requireStepUp(tx, caller);
  }
}
