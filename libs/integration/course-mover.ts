import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { CancelReason } from '#contracts';
import type { Caller } from '#identity';
import type { Tx } from '#platform';
import { ChangesService, SchedulingService } from '#scheduling';
import { appointmentsOf, type Course, overdueAt } from './course-booking.js';
import type { CoursePlace } from './course-places.js';
import { TeamReader } from './team.js';
import { VisitRepository } from './visit.repository.js';

/** Writes what a move changes: both appointments, what it costs, and when the visit counts as missed. */
@Injectable()
export class CourseMover {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly changes: ChangesService,
    private readonly team: TeamReader,
    private readonly visits: VisitRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws `scheduling.not-booked`, `scheduling.slot-taken`, `scheduling.not-your-reason` */
  async move(tx: Tx, caller: Caller, place: CoursePlace, to: Course, reason: CancelReason): Promise<void> {
    this.changes.requireOwnReason(caller, reason);
    await this.carry(tx, caller, place, to, reason);
  }

  /** To a time that the clinic has offered: it costs nothing, whoever says yes. @throws `scheduling.not-booked`, `scheduling.slot-taken` */
  async moveAsOffered(tx: Tx, caller: Caller, place: CoursePlace, to: Course): Promise<void> {
    await this.carry(tx, caller, place, to, 'clinic');
  }

  private async carry(
    tx: Tx,
    caller: Caller,
    { sessionId, appointmentId, visit }: CoursePlace,
    to: Course,
    reason: CancelReason,
  ): Promise<void> {
    const judged = await this.changes.judge(tx, appointmentId, reason);
    const ofVisit = await this.changes.judge(tx, visit.appointmentId, reason);
    const [dosing, integration] = appointmentsOf(await this.team.read(tx, to.patientId), to);
    await this.scheduling.move(tx, [
      { ...dosing, id: appointmentId, version: judged.version },
      { ...integration, id: visit.appointmentId, version: ofVisit.version },
    ]);
    await this.visits.postpone(tx, visit.id, overdueAt(to.visitStartsAt));
    this.changes.note(tx, appointmentId, { kind: 'moved', reason, by: caller.personId, toAt: to.startsAt }, judged);
    const act = { action: 'move', objectType: 'dosing-session', objectId: sessionId, subjectPersonId: to.patientId, reason };
    await this.audit.record(tx, caller, act);
  }
}
