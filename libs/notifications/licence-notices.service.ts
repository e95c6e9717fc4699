import { Injectable } from '@nestjs/common';

import { LicenceReminders, PdmpService } from '#credentials';
import { IdentityService } from '#identity';
import type { Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

/** Tells whoever has a licence, or prescribes by a basis in law, and those who run the clinic, that it ends. */
@Injectable()
export class LicenceNotices {
  constructor(
    private readonly reminders: LicenceReminders,
    private readonly identity: IdentityService,
    private readonly dispatch: DispatchService,
    private readonly pdmp: PdmpService,
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

  /** @param days until the last day of the basis */
  async basisEnding(tx: Tx, legalBasisId: string, days: number): Promise<void> {
    const prescribers = await this.reminders.prescribersToTell(tx, legalBasisId);
    if (!prescribers.length) return;
    const admins = await this.identity.peopleWithRole(tx, 'admin');
    const cause = `basis-ending:${legalBasisId}:${days}`;
    await this.dispatch.tell(tx, { template: 'basisEnding', cause, subjectId: legalBasisId, channel: 'email' }, [
      ...new Set([...prescribers, ...admins.map(({ id }) => id)]),
    ]);
  }

  /** A look at a monitoring programme is due again soon. @param eventId of the reminder: another state of the same look is another one */
  async pdmpDue(tx: Tx, pdmpCheckId: string, eventId: string): Promise<void> {
    const personId = await this.pdmp.whoToTell(tx, pdmpCheckId);
    if (!personId) return;
    const notice = { template: 'pdmpDue', cause: `pdmp-due:${eventId}`, subjectId: pdmpCheckId, channel: 'email' } as const;
    await this.dispatch.tell(tx, notice, [personId]);
  }
}
