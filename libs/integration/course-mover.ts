import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { CancelReason } from '#contracts';
import type { Caller } from '#identity';
import { allSent, type Tx } from '#platform';
import { ChangesService, SchedulingService } from '#scheduling';
import { appointmentsOf, type Course, overdueAt } from './course-booking.js';
import type { CoursePlace } from './course-places.js';
import type { People } from './parties.js';
import { VisitRepository } from './visit.repository.js';

/** Where a course goes, with whom, and why. */
export type Moved = Readonly<{ to: Course; people: People; reason: CancelReason }>;

/** Writes what a move changes: both appointments, what it costs, and when the visit counts as missed. */
@Injectable()
export class CourseMover {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly changes: ChangesService,
    private readonly visits: VisitRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws `scheduling.not-booked`, `scheduling.slot-taken`, `scheduling.not-your-reason` */
  async move(tx: Tx, caller: Caller, place: CoursePlace, moved: Moved): Promise<void> {
    this.changes.requireOwnReason(caller, moved.reason);
    await this.carry(tx, caller, place, moved);
  }

  /** To a time that the clinic has offered: it costs nothing, whoever says yes. @throws `scheduling.not-booked`, `scheduling.slot-taken` */
  async moveAsOffered(tx: Tx, caller: Caller, place: CoursePlace, moved: Omit<Moved, 'reason'>): Promise<void> {
    await this.carry(tx, caller, place, { ...moved, reason: 'clinic' });
  }

  private async carry(
    tx: Tx,
    caller: Caller,
    { sessionId, appointmentId, visit }: CoursePlace,
    { to, people, reason }: Moved,
  ): Promise<void> {
    const [judged, ofVisit] = await allSent([
      this.changes.judge(tx, appointmentId, reason),
      this.changes.judge(tx, visit.appointmentId, reason),
    ]);
    const [dosing, integration] = appointmentsOf(people, to);
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
