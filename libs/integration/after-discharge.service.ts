import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import { isVisitInTime } from './domain/visit-window.js';
import { BOOKING_RULES } from './parties.js';
import { TeamReader } from './team.js';
import { type Visit, VisitRepository } from './visit.repository.js';
import { VisitOutcome } from './visit-outcome.js';

/** What the clock and the end of a session do to the visit; run by the worker, inside the transaction that marks its cause as done. */
@Injectable()
export class AfterDischargeService {
  constructor(
    private readonly visits: VisitRepository,
    private readonly scheduling: SchedulingService,
    private readonly team: TeamReader,
    private readonly outcome: VisitOutcome,
    private readonly audit: Audit,
  ) {}

  /** Lets those who were called look after the patient for a while, and judges the visit again by the real discharge: a late one may leave less time than the rule asks for, and then people are told. */
  async judgeVisit(tx: Tx, sessionId: string, dischargedAt: Date): Promise<void> {
    const visit = await this.visits.findBySession(tx, sessionId);
    if (!visit) return;
    const appointment = (await this.scheduling.findMany(tx, [visit.appointmentId])).get(visit.appointmentId)!;
    const { patientId, startsAt, endsAt, patientZone } = appointment;
    await this.team.keepCalled(tx, patientId, dischargedAt);
    if (visit.state !== 'booked') return;
    const span = { from: Date.parse(startsAt), to: Date.parse(endsAt) };
    const at = dischargedAt.getTime();
    const calendar = await this.team.calendar(patientZone, { from: at, to: at }, tx);
    if (isVisitInTime(span, at, calendar, BOOKING_RULES.visitAfterHours)) return;
    await this.outcome.outOfTime(tx, visit);
    await this.record(tx, 'judge-visit', visit, patientId);
  }

  /** Nobody has recorded the visit in time. */
  async visitOverdue(tx: Tx, visitId: string): Promise<void> {
    const visit = await this.visits.findById(tx, visitId);
    if (!visit || !(await this.outcome.missed(tx, visit, null))) return;
    const appointment = (await this.scheduling.findMany(tx, [visit.appointmentId])).get(visit.appointmentId)!;
    await this.record(tx, 'record-attendance', visit, appointment.patientId);
  }

  private record(tx: Tx, action: string, { id }: Visit, patientId: string): Promise<void> {
    return this.audit.record(tx, null, { action, objectType: 'integration-visit', objectId: id, subjectPersonId: patientId });
  }

  /** Who is to be told about a visit; null once it was held or cancelled. */
  async openVisit(tx: Tx, visitId: string): Promise<{ patientId: string; therapistId: string; appointmentId: string } | null> {
    const visit = await this.visits.findById(tx, visitId);
    if (!visit || visit.state === 'done' || visit.state === 'late_done' || visit.state === 'cancelled') return null;
    const { patientId } = (await this.scheduling.findMany(tx, [visit.appointmentId])).get(visit.appointmentId)!;
    return { patientId, therapistId: visit.therapistId, appointmentId: visit.appointmentId };
  }

  countNudge(tx: Tx, visitId: string): Promise<void> {
    return this.visits.countNudge(tx, visitId);
  }
}
