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

/** One of several that move. */
export type Going = Readonly<{ place: CoursePlace; to: Course }>;

/** Writes what a move changes: both appointments, what it costs, and when the visit counts as missed. */
@Injectable()
export class CourseMover {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly changes: ChangesService,
    private readonly visits: VisitRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws `scheduling.not-booked`, `scheduling.slot-taken`, `scheduling.too-near`, `scheduling.not-your-reason` */
  async move(tx: Tx, caller: Caller, place: CoursePlace, { to, ...moved }: Moved): Promise<void> {
    await this.moveAll(tx, caller, [{ place, to }], moved);
  }

  /** Several together: their own times are free for one another, and all of them go or none. @throws as `move` does */
  async moveAll(tx: Tx, caller: Caller, moves: readonly Going[], { people, reason }: Omit<Moved, 'to'>): Promise<void> {
    this.changes.requireOwnReason(caller, reason);
    await this.carry(tx, caller, moves, { people, reason });
  }

  /** To a time that the clinic has offered: it costs nothing, whoever says yes. @throws `scheduling.not-booked`, `scheduling.slot-taken`, `scheduling.too-near` */
  async moveAsOffered(tx: Tx, caller: Caller, place: CoursePlace, { to, people }: Omit<Moved, 'reason'>): Promise<void> {
    await this.carry(tx, caller, [{ place, to }], { people, reason: 'clinic' });
  }

  private async carry(tx: Tx, caller: Caller, moves: readonly Going[], { people, reason }: Omit<Moved, 'to'>): Promise<void> {
    const judged = await allSent(
      moves.flatMap(({ place: { appointmentId, visit } }) => [
        this.changes.judge(tx, appointmentId, reason),
        this.changes.judge(tx, visit.appointmentId, reason),
      ]),
    );
    const times = moves.flatMap(({ place: { appointmentId, visit }, to }, i) => {
      const [dosing, integration] = appointmentsOf(people, to);
      return [
        { ...dosing, id: appointmentId, version: judged[2 * i]!.version },
        { ...integration, id: visit.appointmentId, version: judged[2 * i + 1]!.version },
      ];
    });
    await this.scheduling.move(tx, times);
    for (const [i, { place, to }] of moves.entries()) {
      await this.visits.postpone(tx, place.visit.id, overdueAt(to.visitStartsAt));
      const change = { kind: 'moved', reason, by: caller.personId, toAt: to.startsAt } as const;
      this.changes.note(tx, place.appointmentId, change, judged[2 * i]!);
      const act = {
        action: 'move',
        objectType: 'dosing-session',
        objectId: place.sessionId,
        subjectPersonId: to.patientId,
        reason,
      };
      await this.audit.record(tx, caller, act);
    }
  }
}
