import { Injectable } from '@nestjs/common';

import { ClinicLadder } from '#alerts';
import type { Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

/** Calls people when an alert that belongs to no session is raised or climbs. */
@Injectable()
export class ClinicCalls {
  constructor(
    private readonly ladder: ClinicLadder,
    private readonly dispatch: DispatchService,
  ) {}

  /** Calls one tier, unless a person has taken the alert on in the meantime. */
  async climb(tx: Tx, alertId: string, tier: number): Promise<void> {
    const { personIds, level } = await this.ladder.climb(tx, alertId, tier);
    const cause = `clinic-alert:${alertId}:${tier}`;
    await this.dispatch.call(tx, { template: 'clinicPage', cause, subjectId: alertId, level, channel: 'sms' }, personIds);
  }
}
