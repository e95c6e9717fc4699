import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { GlassReviews } from '#care';
import { Directory, type Duty, IdentityService } from '#identity';
import type { Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

/** Tells those who answer for it that a record was opened in an emergency. */
@Injectable()
export class GlassNotices {
  constructor(
    private readonly glasses: GlassReviews,
    private readonly alerts: AlertsService,
    private readonly directory: Directory,
    private readonly identity: IdentityService,
    private readonly dispatch: DispatchService,
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

  /** The first duty that anybody has; where nobody has one, the admins: they can give it to somebody. */
  private async tell(tx: Tx, grantId: string, what: string, duties: readonly Duty[]): Promise<void> {
    let people = await this.directory.withDuty(tx, duties[0]!);
    if (!people.length) people = await this.directory.withDuty(tx, duties[1]!);
    if (!people.length) people = await this.identity.peopleWithRole(tx, 'admin');
    const notice = {
      template: 'glass',
      cause: `glass:${grantId}:${what}`,
      subjectId: grantId,
      channel: 'email',
      level: 2,
    } as const;
    await this.dispatch.call(
      tx,
      notice,
      people.map(({ id }) => id),
    );
  }
}
