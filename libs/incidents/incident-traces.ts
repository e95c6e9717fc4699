import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { Audit } from '#audit';
import type { Caller } from '#identity';
import { Outbox, type Tx } from '#platform';
import { incidentKey } from './messages.js';

type About = Readonly<{ id: string; patientId: string }>;

/** What stays behind each act on an incident. */
@Injectable()
export class IncidentTraces {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly alerts: AlertsService,
  ) {}

  record(tx: Tx, caller: Caller, { id, patientId }: About, action: string, reason: string): Promise<void> {
    return this.audit.record(tx, caller, { action, objectType: 'incident', objectId: id, subjectPersonId: patientId, reason });
  }

  /** Nobody has to be told any more that the review is due, nor reads that it is late. */
  async reviewed(tx: Tx, caller: Caller, about: About): Promise<void> {
    await this.outbox.void(tx, incidentKey(about.id));
    await this.alerts.close(tx, 'incident-overdue', about.id);
    await this.record(tx, caller, about, 'review-incident', 'reviewed');
  }
}
