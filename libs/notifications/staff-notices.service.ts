import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { IdentityService } from '#identity';
import { AfterDischargeService } from '#integration';
import type { Tx } from '#platform';
import { NoticesService } from './notices.service.js';

/** Tells staff and patients what went missing: a visit that nobody held, a message that nobody got. */
@Injectable()
export class StaffNoticesService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly identity: IdentityService,
    private readonly visits: AfterDischargeService,
    private readonly notices: NoticesService,
  ) {}

  async visitMissed(tx: Tx, visitId: string): Promise<void> {
    await this.aboutVisit(tx, visitId, 'visit-missed');
  }

  async visitOutOfTime(tx: Tx, visitId: string): Promise<void> {
    await this.aboutVisit(tx, visitId, 'visit-out-of-time');
  }

  /** Reminds the patient of a visit that is still open. */
  async nudge(tx: Tx, visitId: string, number: number): Promise<void> {
    const visit = await this.visits.openVisit(tx, visitId);
    if (!visit) return;
    await this.visits.countNudge(tx, visitId);
    await this.notices.nudge(tx, visit.patientId, visit.appointmentId, number);
  }

  async messageParked(tx: Tx, eventId: string): Promise<void> {
    await this.alerts.raise(tx, { kind: 'message-parked', subjectId: eventId, level: 2 });
    const admins = await this.identity.peopleWithRole(tx, 'admin');
    await this.notices.tellStaff(
      tx,
      admins.map(({ id }) => id),
      `message-parked:${eventId}`,
      eventId,
    );
  }

  private async aboutVisit(tx: Tx, visitId: string, kind: 'visit-missed' | 'visit-out-of-time'): Promise<void> {
    const visit = await this.visits.openVisit(tx, visitId);
    if (!visit) return;
    await this.alerts.raise(tx, { kind, subjectId: visitId, level: 1, patientId: visit.patientId });
    await this.notices.tellStaff(tx, [visit.therapistId], `${kind}:${visitId}`, visitId);
  }
}
