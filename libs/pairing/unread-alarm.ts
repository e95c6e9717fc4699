import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { IdentityService } from '#identity';
import type { Tx } from '#platform';

const UNREAD = 'hand-over-unread';
const UNDONE = 'hand-over-undone';
type HandedOver = Readonly<{ id: string; patientId: string; toId: string }>;

/** Says what keeps a hand-over from its end: nobody has read what was written for it, or whoever should is gone. */
@Injectable()
export class UnreadAlarm {
  constructor(
    private readonly alerts: AlertsService,
    private readonly identity: IdentityService,
  ) {}

  /** @returns who is to be told: the admins, and whoever should have read it */
  async raise(tx: Tx, { id, patientId, toId }: HandedOver): Promise<string[]> {
    await this.alerts.raise(tx, { kind: UNREAD, subjectId: id, level: 2, patientId });
    return [toId, ...(await this.admins(tx))];
  }

  /** Whoever took the patient over is not there any more. @returns who is to be told: the admins, and whoever stays instead */
  async undone(tx: Tx, { id, patientId }: HandedOver, staysId: string): Promise<string[]> {
    await this.close(tx, id);
    await this.alerts.raise(tx, { kind: UNDONE, subjectId: id, level: 2, patientId });
    return [staysId, ...(await this.admins(tx))];
  }

  async close(tx: Tx, handOverId: string): Promise<void> {
    await this.alerts.close(tx, UNREAD, handOverId);
  }

  private async admins(tx: Tx): Promise<string[]> {
    return (await this.identity.peopleWithRole(tx, 'admin')).map(({ id }) => id);
  }
}
