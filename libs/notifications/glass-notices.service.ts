import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { GlassReviews } from '#care';
import type { Duty } from '#identity';
import type { Tx } from '#platform';
import { DutyNotices } from './duty-notices.js';

/** Tells those who answer for it that a record was opened in an emergency. */
@Injectable()
export class GlassNotices {
  constructor(
    private readonly glasses: GlassReviews,
    private readonly alerts: AlertsService,
    private readonly duties: DutyNotices,
  ) {}

  /** The privacy officers, at once; where there is none, the medical directors. */
  async broken(tx: Tx, grantId: string): Promise<void> {
    const glass = await this.glasses.find(tx, grantId);
    if (!glass) return;
    await this.alerts.raise(tx, { kind: 'break-glass', subjectId: grantId, level: 2, patientId: glass.patientId });
    await this.tell(tx, grantId, 'opened', ['privacy-officer', 'medical-director']);
  }

  /** Nobody has reviewed it in time: now the medical directors hear of it; where there is none, the privacy officers again. */
  async overdue(tx: Tx, grantId: string): Promise<void> {
    const patientId = await this.glasses.escalate(tx, grantId);
    if (!patientId) return;
    await this.alerts.raise(tx, { kind: 'break-glass-overdue', subjectId: grantId, level: 2, patientId });
    await this.tell(tx, grantId, 'overdue', ['medical-director', 'privacy-officer']);
  }

  private tell(tx: Tx, grantId: string, what: string, duties: readonly [Duty, Duty]): Promise<void> {
    const about = { cause: `glass:${grantId}:${what}`, subjectId: grantId } as const;
    return this.duties.tell(tx, duties, { template: 'glass', channel: 'email', level: 2, ...about });
  }
}
