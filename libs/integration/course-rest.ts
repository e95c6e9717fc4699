import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import type { Db, Tx } from '#platform';
import { SchedulingService, schedulingProblems } from '#scheduling';
import { SessionStandings } from '#sessions';
import { type CoursePlace, CoursePlaces } from './course-places.js';

/** A session of a course where it stands, and which dose it is for. */
export type RestPlace = CoursePlace & Readonly<{ number: number }>;

/** A session and those of the same protocol that are booked behind it. */
@Injectable()
export class CourseRest {
  constructor(
    private readonly places: CoursePlaces,
    private readonly scheduling: SchedulingService,
    private readonly standings: SessionStandings,
  ) {}

  /** In the order of their doses; the session itself is the first. @throws `sessions.not-found`, `scheduling.not-booked` */
  async read(db: Db, caller: Caller, sessionId: string): Promise<RestPlace[]> {
    const { appointmentId } = await this.places.read(caller, sessionId);
    const rest = await this.sessionsOf(db, appointmentId);
    if (!rest.length) throw schedulingProblems.notBooked();
    return Promise.all(rest.map(async ({ sessionId: id, number }) => ({ ...(await this.places.read(caller, id)), number })));
  }

  /**
   * The same, each held as it is until this transaction ends, one after the other in their order.
   *
   * @throws `sessions.not-found`, `sessions.session-over`, `sessions.begun`
   */
  async requireMovable(tx: Tx, caller: Caller, sessionId: string): Promise<RestPlace[]> {
    const first = await this.places.requireMovable(tx, caller, sessionId);
    const [own, ...behind] = await this.sessionsOf(tx, first.appointmentId);
    const rest: RestPlace[] = [{ ...first, number: own?.number ?? 1 }];
    for (const { sessionId: id, number } of behind) rest.push({ ...(await this.places.requireMovable(tx, caller, id)), number });
    return rest;
  }

  private async sessionsOf(db: Db, appointmentId: string): Promise<{ sessionId: string; number: number }[]> {
    const points = await this.scheduling.restOfCourse(db, appointmentId);
    const found = await this.standings.findOf(
      db,
      points.map(({ id }) => id),
    );
    const sessionOf = new Map(found.map((one) => [one.appointmentId, one.sessionId]));
    return points.flatMap(({ id, number }) => (sessionOf.has(id) ? [{ sessionId: sessionOf.get(id)!, number }] : []));
  }
}
