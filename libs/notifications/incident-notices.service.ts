import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { IncidentsWaiting } from '#incidents';
import type { Tx } from '#platform';
import { DutyNotices } from './duty-notices.js';

/** Tells the medical director that something is to be reviewed, and everybody who is warned when nobody has. */
@Injectable()
export class IncidentNotices {
  constructor(
    private readonly waiting: IncidentsWaiting,
    private readonly alerts: AlertsService,
    private readonly duties: DutyNotices,
  ) {}

  async opened(tx: Tx, incidentId: string): Promise<void> {
    if (await this.waiting.unreviewed(tx, incidentId)) await this.tell(tx, incidentId, 'opened');
  }

  async overdue(tx: Tx, incidentId: string): Promise<void> {
    const incident = await this.waiting.unreviewed(tx, incidentId);
    if (!incident) return;
    await this.alerts.raise(tx, { kind: 'incident-overdue', subjectId: incidentId, level: 2, patientId: incident.patientId });
    await this.tell(tx, incidentId, 'overdue');
  }

  private tell(tx: Tx, incidentId: string, what: string): Promise<void> {
    const about = { cause: `incident:${incidentId}:${what}`, subjectId: incidentId } as const;
    return this.duties.tell(tx, ['medical-director', 'privacy-officer'], {
      template: 'incident',
      channel: 'email',
      level: 2,
      ...about,
    });
  }
}
