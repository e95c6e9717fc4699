import { Injectable } from '@nestjs/common';

import { LicenceReminders } from '#credentials';
import { IdentityService } from '#identity';
import type { Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

/** Tells whoever has a licence, and those who run the clinic, that it ends. */
@Injectable()
export class LicenceNotices {
  constructor(
    private readonly reminders: LicenceReminders,
    private readonly identity: IdentityService,
    private readonly dispatch: DispatchService,
  ) {}

  /** @param days until its last */
  async ending(tx: Tx, licenceId: string, days: number): Promise<void> {
    const holderId = await this.reminders.holderToTell(tx, licenceId);
    if (!holderId) return;
    const admins = await this.identity.peopleWithRole(tx, 'admin');
    const cause = `licence-ending:${licenceId}:${days}`;
    await this.dispatch.tell(tx, { template: 'licenceEnding', cause, subjectId: licenceId, channel: 'email' }, [
      ...new Set([holderId, ...admins.map(({ id }) => id)]),
    ]);
  }
}
