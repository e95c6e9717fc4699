import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { BookedDosingSession, FreeTimes } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { CourseBooking } from './course-booking.js';
import { FreeTimesService } from './free-times.service.js';
import { VisitViews } from './visit-views.js';

/** Books dosing sessions. Nothing is shown that cannot be booked, and nothing can be booked that was not shown. */
@Injectable()
export class DosingBookingsService {
  constructor(
    private readonly database: Database,
    private readonly freeTimes: FreeTimesService,
    private readonly courses: CourseBooking,
    private readonly views: VisitViews,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found`, `care.no-team` */
  async listFreeTimes(caller: Caller, patientId: string, from: string, days: number): Promise<FreeTimes> {
    const times = await this.freeTimes.list(caller, patientId, from, days);
    await this.audit.recordRead(caller, {
      action: 'list-free-times',
      objectType: 'patient',
      objectId: patientId,
      subjectPersonId: patientId,
    });
    return times;
  }

  /**
   * Books a dosing session together with its integration visit, in one transaction.
   *
   * @throws `care.not-found`, `care.no-team`, `scheduling.slot-taken`, `scheduling.not-a-free-time`,
   *         `integration.no-visit-time`, `protocols.no-dose-planned`, `protocols.integration-due`, `sessions.already-booked`
   */
  async book(caller: Caller, patientId: string, startsAt: Date): Promise<BookedDosingSession> {
    const time = await this.freeTimes.require(caller, patientId, startsAt);
    const course = { patientId, startsAt, visitStartsAt: new Date(time.visitStartsAt), bookedBy: caller.personId };
    const placed = await this.database.transact(async (tx) => {
      const booked = await this.courses.place(tx, course);
      const act = { action: 'book', objectType: 'dosing-session', objectId: booked.sessionId, subjectPersonId: patientId };
      await this.audit.record(tx, caller, act);
      return booked;
    });
    return this.views.booked(placed);
  }
}
