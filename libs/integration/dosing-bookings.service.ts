import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { BookedDosingSession } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { CourseBooking } from './course-booking.js';
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
      const act = { action: 'book', objectType: 'dosing-session', objectId: placed.sessionId, subjectPersonId: patientId };
      await this.audit.record(tx, caller, act);
      return { placed, chosen, course };
    });
    return chosen.kept ? this.views.booked(placed) : this.views.justBooked(placed, course, chosen.standing);
  }
}
