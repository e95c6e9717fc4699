import { Injectable } from '@nestjs/common';

import { type Caller, IdentityService, SignInService } from '#identity';
import type { Db, Tx } from '#platform';
import { SettingsPeople } from './settings-people.js';

/** Who publishes clauses. */
@Injectable()
export class ClausePeople {
  constructor(
    private readonly settingsPeople: SettingsPeople,
    private readonly signIns: SignInService,
    private readonly identity: IdentityService,
  ) {}

  /** An admin, or the medical director. @throws `care.not-your-duty` */
  async requirePublisher(caller: Caller): Promise<void> {
    if (caller.role !== 'admin') await this.settingsPeople.requireDirector(caller);
  }

  /** @throws `identity.step-up-needed` */
  requireProof(tx: Tx, caller: Caller): Promise<void> {
    return this.signIns.requireStepUp(tx, caller);
  }

  async namesOf(db: Db, ids: readonly (string | null)[]): Promise<(id: string | null) => string | null> {
    const cards = await this.identity.people(db, [...new Set(ids.flatMap((id) => id ?? []))]);
    return (id) => (id && cards.get(id)?.displayName) ?? null;
  }
}
