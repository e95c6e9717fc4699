import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { DAY } from '#kernel';
import { Database } from '#platform';
import { OfferEnding } from './offer-ending.js';
import { WaitingRepository } from './waiting.repository.js';

const dayOf = (date: string | null) => (date === null ? null : Date.parse(`${date}T00:00:00Z`) / DAY);

/** Who waits for an earlier time: patients themselves, or whoever cares for them. */
@Injectable()
export class WaitingListService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly waiting: WaitingRepository,
    private readonly ending: OfferEnding,
    private readonly audit: Audit,
  ) {}

  /** @param days the first and the last that would do, `YYYY-MM-DD` where the patient lives; null for no bound @throws `care.not-found` */
  async start(
    caller: Caller,
    patientId: string,
    days: Readonly<{ firstDay: string | null; lastDay: string | null }>,
  ): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'planning', tx);
      const wanted = { firstDay: dayOf(days.firstDay), lastDay: dayOf(days.lastDay) };
      const id = await this.waiting.put(tx, patientId, wanted, caller.personId);
      await this.ending.timeFreed(tx);
      const act = { action: 'start-waiting', objectType: 'waiting-entry', objectId: id, subjectPersonId: patientId };
      await this.audit.record(tx, caller, act);
    });
  }

  /** Also lets go of what is kept for them. @throws `care.not-found` */
  async end(caller: Caller, patientId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'planning', tx);
      const id = await this.ending.leave(tx, caller, patientId);
      const about = { objectType: 'waiting-entry', subjectPersonId: patientId };
      const act = { action: 'end-waiting', ...about, ...(id && { objectId: id }) };
      await this.audit.record(tx, caller, act);
    });
  }
}
