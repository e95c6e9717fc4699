import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { IdentityService } from '#identity';
import { AfterDischargeService } from '#integration';
import { HOUR } from '#kernel';
import { Clock, type Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';
import { messageDue } from './messages.js';

/** The next nudge comes a day later. */
const NUDGE_USEFUL_MS = 22 * HOUR;

/** Tells staff and patients what went missing: a visit that nobody held, a message that nobody got. */
@Injectable()
export class StaffNoticesService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly identity: IdentityService,
    private readonly visits: AfterDischargeService,
    private readonly dispatch: DispatchService,
    private readonly clock: Clock,
  ) {}

  async visitMissed(tx: Tx, visitId: string): Promise<void> {
    await this.aboutVisit(tx, visitId, 'visit-missed');
  }

  async visitOutOfTime(tx: Tx, visitId: string): Promise<void> {
    await this.aboutVisit(tx, visitId, 'visit-out-of-time');
  }

  /** Reminds the patient of a visit that is still open. @param number which of the nudges it is */
  async nudge(tx: Tx, visitId: string, number: number): Promise<void> {
    const visit = await this.visits.openVisit(tx, visitId);
    if (!visit) return;
    await this.visits.countNudge(tx, visitId);
    const { patientId, appointmentId: subjectId } = visit;
    const notice = { template: 'nudge', cause: `nudge:${subjectId}:${number}`, subjectId, channel: 'email' } as const;
    const now = (await this.clock.now(tx)).getTime();
    await this.dispatch.tell(tx, notice, [patientId], { at: now, useUntil: now + NUDGE_USEFUL_MS });
  }

  /** A row that was given up. Of a message that nobody takes no further message tells: it would meet the same end, for ever. */
  async messageParked(tx: Tx, eventId: string, name: string): Promise<void> {
    await this.alerts.raise(tx, { kind: 'message-parked', subjectId: eventId, level: 2 });
    if (name === messageDue.name) return;
    const admins = await this.identity.peopleWithRole(tx, 'admin');
    await this.tellStaff(
      tx,
      eventId,
      `message-parked:${eventId}`,
      admins.map(({ id }) => id),
    );
  }

  /** Somebody is away who is booked. Those who run the clinic are told, and who is on call: a session may be under way. */
  async cliniciansAway(tx: Tx, closureId: string): Promise<void> {
    const admins = await this.identity.peopleWithRole(tx, 'admin');
    const onCall = await this.alerts.onCallAt(tx, await this.clock.now(tx));
    const ids = [...admins.map(({ id }) => id), ...(onCall ? [onCall.personId] : [])];
    await this.tellStaff(tx, closureId, `clinicians-away:${closureId}`, [...new Set(ids)]);
  }

  /** Somebody may not do their part any more in something that is booked. */
  async coverLost(tx: Tx, passId: string): Promise<void> {
    await this.alerts.raise(tx, { kind: 'cover-lost', subjectId: passId, level: 1 });
    const admins = await this.identity.peopleWithRole(tx, 'admin');
    await this.tellStaff(
      tx,
      passId,
      `cover-lost:${passId}`,
      admins.map(({ id }) => id),
    );
  }

  private async aboutVisit(tx: Tx, visitId: string, kind: 'visit-missed' | 'visit-out-of-time'): Promise<void> {
    const visit = await this.visits.openVisit(tx, visitId);
    if (!visit) return;
    await this.alerts.raise(tx, { kind, subjectId: visitId, level: 1, patientId: visit.patientId });
    await this.tellStaff(tx, visitId, `${kind}:${visitId}`, [visit.therapistId]);
  }

  private tellStaff(tx: Tx, subjectId: string, cause: string, personIds: readonly string[]): Promise<void> {
    return this.dispatch.tell(tx, { template: 'clinicAlert', cause, subjectId, channel: 'email' }, personIds);
  }
}
