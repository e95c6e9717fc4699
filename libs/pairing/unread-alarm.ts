import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { IdentityService } from '#identity';
import type { Tx } from '#platform';

const UNREAD = 'hand-over-unread';

/** Says that a patient was handed over, and nobody has read what was written for it. */
@Injectable()
export class UnreadAlarm {
  constructor(
    private readonly alerts: AlertsService,
    private readonly identity: IdentityService,
  ) {}

  /** @returns who is to be told: the admins, and whoever should have read it */
  async raise(tx: Tx, { id, patientId, toId }: Readonly<{ id: string; patientId: string; toId: string }>): Promise<string[]> {
    await this.alerts.raise(tx, { kind: UNREAD, subjectId: id, level: 2, patientId });
    return [toId, ...(await this.identity.peopleWithRole(tx, 'admin')).map((admin) => admin.id)];
  }

  async close(tx: Tx, handOverId: string): Promise<void> {
    await this.alerts.close(tx, UNREAD, handOverId);
  }
}
