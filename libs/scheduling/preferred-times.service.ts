import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { PreferredTimes, WeeklyTime } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { WorkPlanRepository } from './work-plan.repository.js';

/** At which times of a week patients would like to be offered appointments. */
@Injectable()
export class PreferredTimesService {
  constructor(
    private readonly database: Database,
    private readonly plans: WorkPlanRepository,
    private readonly identity: IdentityService,
    private readonly care: CareService,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<PreferredTimes> {
    await this.care.requireAccess(caller, patientId, 'planning');
    await this.audit.recordRead(caller, this.act('read-preferred-times', patientId));
    return this.current(patientId);
  }

  /** @throws `care.not-found` */
  async change(caller: Caller, patientId: string, weekly: readonly WeeklyTime[]): Promise<PreferredTimes> {
    await this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'planning', tx);
      await this.plans.replaceWeekly(tx, patientId, weekly);
      await this.audit.record(tx, caller, this.act('change-preferred-times', patientId));
    });
    return this.current(patientId);
  }

  private async current(patientId: string): Promise<PreferredTimes> {
    const { read } = this.database;
    const [{ weekly }, people] = await Promise.all([this.plans.find(read, patientId), this.identity.people(read, [patientId])]);
    return { zone: people.get(patientId)!.zone, weekly };
  }

  private act(action: string, patientId: string) {
    return { action, objectType: 'patient', objectId: patientId, subjectPersonId: patientId };
  }
}
