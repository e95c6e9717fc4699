import { Injectable } from '@nestjs/common';

import type { BookedDosingSession, IntegrationVisit } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Db } from '#platform';
import { SchedulingService } from '#scheduling';
import { LiveSessionService } from '#sessions';
import type { Placed } from './course-booking.js';
import { type Visit, VisitRepository } from './visit.repository.js';

/** Visits as they cross the wire. */
@Injectable()
export class VisitViews {
  constructor(
    private readonly database: Database,
    private readonly visits: VisitRepository,
    private readonly scheduling: SchedulingService,
    private readonly live: LiveSessionService,
  ) {}

  /** Visits of the sessions that the caller may see: the missed ones first, then by time. */
  async list(caller: Caller): Promise<IntegrationVisit[]> {
    const { sessions } = await this.live.list(caller, 'all');
    const views = await this.of(this.database.read, await this.visits.findOfSessions(sessions.map(({ id }) => id)));
    const rank = (view: IntegrationVisit) => (view.state === 'missed' ? 0 : 1);
    return views.sort((a, b) => rank(a) - rank(b) || a.startsAt.localeCompare(b.startsAt));
  }

  /** A booking just made. */
  async booked({ sessionId, appointmentId, visitId }: Placed): Promise<BookedDosingSession> {
    const { read } = this.database;
    const appointment = (await this.scheduling.findMany(read, [appointmentId])).get(appointmentId)!;
    const [visit] = await this.of(read, [(await this.visits.findById(read, visitId))!]);
    return { sessionId, appointment, visit: visit! };
  }

  async of(db: Db, visits: readonly Visit[]): Promise<IntegrationVisit[]> {
    const ids = visits.map(({ appointmentId }) => appointmentId);
    const appointments = await this.scheduling.findMany(db, ids);
    return visits.map((visit) => {
      const { patientId, patientZone, startsAt, endsAt, parties } = appointments.get(visit.appointmentId)!;
      const nameOf = (wanted: string) => parties.find(({ part }) => part === wanted)!.displayName;
      const names = { patientName: nameOf('patient'), therapistName: nameOf('therapist') };
      return { ...visit, ...names, patientId, patientZone, startsAt, endsAt };
    });
  }
}
