import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { BookedDosingSession } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { type Course, CourseBooking, type HeldCourse, type Placed } from './course-booking.js';
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
    const { placed, chosen, course } = await this.database.transact(async (tx) => {
      const chosen = await this.choice.choose(tx, caller, patientId, startsAt);
      const course = { patientId, startsAt, visitStartsAt: chosen.visitStartsAt, bookedBy: caller.personId };
      const placed = await this.courses.put(tx, course, chosen.standing, chosen.kept);
      await this.record(tx, caller, placed, patientId);
      return { placed, chosen, course };
    });
    return chosen.kept ? this.views.booked(placed) : this.views.justBooked(placed, course, chosen.standing);
  }

  /** Books what was kept for the patient in another way than by their own choice. @throws as `CourseBooking.place` does */
  async bookKept(tx: Tx, caller: Caller, course: Course, kept: HeldCourse): Promise<void> {
    await this.record(tx, caller, await this.courses.place(tx, course, kept), course.patientId);
  }

  private record(tx: Tx, caller: Caller, { sessionId }: Placed, patientId: string): Promise<void> {
    const act = { action: 'book', objectType: 'dosing-session', objectId: sessionId, subjectPersonId: patientId };
    return this.audit.record(tx, caller, act);
  }
}
