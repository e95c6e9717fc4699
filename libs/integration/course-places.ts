import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Database, type Db, type Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import { ChaperoneLinkService, SessionsService } from '#sessions';
import { type Visit, VisitRepository } from './visit.repository.js';

/** Where a dosing session and its visit stand in the calendar. */
export type CoursePlace = Readonly<{ sessionId: string; patientId: string; appointmentId: string; startsAt: Date; visit: Visit }>;

/** Finds a session together with its visit. */
@Injectable()
export class CoursePlaces {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsService,
    private readonly visits: VisitRepository,
    private readonly scheduling: SchedulingService,
    private readonly links: ChaperoneLinkService,
  ) {}

  /** The session of a dosing appointment: one never is without the other, for they are booked together. */
  async sessionOf(db: Db, appointmentId: string): Promise<string> {
    return (await this.links.sessionOf(db, appointmentId))!;
  }

  /** @throws `sessions.not-found` */
  async read(caller: Caller, sessionId: string): Promise<CoursePlace> {
    return this.whole(this.database.read, sessionId, await this.sessions.placeOf(caller, sessionId));
  }

  /** The same, held as it is until this transaction ends. @throws `sessions.not-found`, `sessions.session-over`, `sessions.begun` */
  async requireMovable(tx: Tx, caller: Caller, sessionId: string): Promise<CoursePlace> {
    return this.whole(tx, sessionId, await this.sessions.requireMovable(tx, caller, sessionId));
  }

  private async whole(db: Db, sessionId: string, place: Pick<CoursePlace, 'appointmentId' | 'patientId'>): Promise<CoursePlace> {
    const [visit, startsAt] = await Promise.all([
      this.visits.findBySession(db, sessionId),
      this.scheduling.startOf(db, place.appointmentId),
    ]);
    return { sessionId, ...place, visit: visit!, startsAt }; // a session never is without a visit: they are booked together
  }
}
