import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { BookedDosingSession } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { type Course, CourseBooking, type Placed, type Take } from './course-booking.js';
import { CourseChoice } from './course-choice.service.js';
import { VisitViews } from './visit-views.js';

/** Books dosing sessions. */
@Injectable()
export class DosingBookingsService {
  constructor(
    private readonly database: Database,
    private readonly choice: CourseChoice,
    private readonly courses: CourseBooking,
    private readonly views: VisitViews,
    private readonly audit: Audit,
  ) {}

  /**
   * Books a dosing session together with its integration visit, in one transaction; what is kept for the patient is booked as it is.
   *
   * @throws `care.not-found`, `care.no-team`, `scheduling.slot-taken`, `scheduling.hold-over`, `scheduling.not-a-free-time`,
   *         `integration.no-visit-time`, `protocols.no-dose-planned`, `protocols.integration-due`, `sessions.already-booked`
   */
  async book(caller: Caller, patientId: string, startsAt: Date): Promise<BookedDosingSession> {
    const chosen = await this.choice.choose(caller, patientId, startsAt);
    const course = { patientId, startsAt, visitStartsAt: chosen.visitStartsAt, bookedBy: caller.personId };
    const placed = await this.database.transact(async (tx) => {
      await this.choice.giveBack(tx, chosen);
      return this.place(tx, caller, course, chosen.take);
    });
    return this.views.booked(placed);
  }

  /** The same for a time that was chosen before. @throws as `CourseBooking.place` does */
  async place(tx: Tx, caller: Caller, course: Course, take?: Take): Promise<Placed> {
    const booked = await this.courses.place(tx, course, take);
    const act = { action: 'book', objectType: 'dosing-session', objectId: booked.sessionId, subjectPersonId: course.patientId };
    await this.audit.record(tx, caller, act);
    return booked;
  }
}
