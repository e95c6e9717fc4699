import { Injectable } from '@nestjs/common';

import { ClinicAlertsService } from '#alerts';
import type { WorkItem } from '#contracts';
import type { Caller } from '#identity';
import type { WorkSource } from './work-source.js';

const MOST = 100;

/** Alerts that belong to no live session and that nobody has taken on. They name nobody. */
@Injectable()
export class AlertWork implements WorkSource {
  constructor(private readonly alerts: ClinicAlertsService) {}

  async items(caller: Caller): Promise<WorkItem[]> {
    const { alerts } = await this.alerts.list(caller, { limit: MOST });
    return alerts
      .filter(({ acknowledgedAt, isSeen }) => acknowledgedAt === null && !isSeen)
      .map(({ id, kind, level, raisedAt }) => ({
        ...{ kind: 'clinic-alert', subjectId: id, patientId: null, patientName: null, level, code: kind, at: raisedAt },
        isTaken: false,
      }));
  }
}
