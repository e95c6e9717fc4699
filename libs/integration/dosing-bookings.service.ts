import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
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
    private readonly care: CareService,
    private readonly freeTimes: FreeTimesService,
    private readonly courses: CourseBooking,
    private readonly views: VisitViews,
  ) {}

  /** @throws `care.not-found`, `care.no-team` */
  async listFreeTimes(caller: Caller, patientId: string, from: string, days: number): Promise<FreeTimes> {
    await this.care.requireAccess(caller, patientId);
    return this.freeTimes.list(patientId, from, days);
  }

  /**
   * Books a dosing session together with its integration visit, in one transaction.
   *
   * @throws `care.not-found`, `scheduling.slot-taken`, `scheduling.not-a-free-time`, `integration.no-visit-time`,
   *         `protocols.no-dose-planned`, `protocols.integration-due`, `sessions.already-booked`
   */
  async book(caller: Caller, patientId: string, startsAt: Date): Promise<BookedDosingSession> {
    await this.care.requireAccess(caller, patientId);
    const time = await this.freeTimes.require(patientId, startsAt);
    const course = { patientId, startsAt, visitStartsAt: new Date(time.visitStartsAt), bookedBy: caller.personId };
    const placed = await this.database.transact((tx) => this.courses.place(tx, course));
    return this.views.booked(placed);
  }
}
