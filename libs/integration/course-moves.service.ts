import { Injectable } from '@nestjs/common';

import type { BookedDosingSession, CancelReason, FreeTimes } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { CourseChoice } from './course-choice.service.js';
import { CourseMover } from './course-mover.js';
import { CoursePlaces } from './course-places.js';
import { VisitViews } from './visit-views.js';

/** Moves a dosing session that has not begun, its visit with it. */
@Injectable()
export class CourseMovesService {
  constructor(
    private readonly database: Database,
    private readonly places: CoursePlaces,
    private readonly choice: CourseChoice,
    private readonly mover: CourseMover,
    private readonly views: VisitViews,
  ) {}

  /** Times to which a session can be moved: its own counts as free, and is not one of them. @throws `sessions.not-found`, `care.no-team` */
  async listFreeTimes(caller: Caller, sessionId: string, from: string, days: number): Promise<FreeTimes> {
    const { patientId, appointmentId, startsAt, visit } = await this.places.read(caller, sessionId);
    const found = await this.choice.list(caller, patientId, { from, days, moving: [appointmentId, visit.appointmentId] });
    const times = found.times.filter((time) => time.startsAt !== startsAt.toISOString());
    return { ...found, times, reason: found.reason ?? (times.length ? null : 'no-common-time') };
  }

  /**
   * @throws `sessions.not-found`, `sessions.begun`, `sessions.session-over`, `scheduling.not-booked` when somebody else has just
   *         changed it, `scheduling.slot-taken`, `scheduling.not-a-free-time`, `integration.no-visit-time`, and the protocol's refusals
   */
  async move(caller: Caller, sessionId: string, startsAt: Date, reason: CancelReason): Promise<BookedDosingSession> {
    const placed = await this.database.transact(async (tx) => {
      const place = await this.places.requireMovable(tx, caller, sessionId);
      const { patientId, appointmentId, visit } = place;
      const chosen = await this.choice.choose(tx, caller, patientId, startsAt, [appointmentId, visit.appointmentId]);
      const to = { patientId, startsAt, visitStartsAt: chosen.visitStartsAt, bookedBy: caller.personId };
      await this.mover.move(tx, caller, place, { to, people: chosen.standing.people, reason });
      return place;
    });
    return this.views.booked(placed);
  }
}
