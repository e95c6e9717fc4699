import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Appointment, BookedDosingSession, IntegrationVisit } from '#contracts';
import type { Caller } from '#identity';
import { Problem } from '#kernel';
import { Database, type Db } from '#platform';
import { callPage, SchedulingService } from '#scheduling';
import { appointmentsOf, type Course, type Placed } from './course-booking.js';
import { integrationProblems } from './problems.js';
import type { Facts } from './standing.js';
import { type Visit, VisitRepository } from './visit.repository.js';

/** Visits as they cross the wire. */
@Injectable()
export class VisitViews {
  constructor(
    private readonly database: Database,
    private readonly visits: VisitRepository,
    private readonly scheduling: SchedulingService,
    private readonly care: CareService,
    private readonly audit: Audit,
  ) {}

  /** Visits of the patients whose schedule the caller may see: the missed ones first, then by time. */
  async list(caller: Caller): Promise<IntegrationVisit[]> {
    const { read } = this.database;
    const appointmentIds = await this.scheduling.idsOf(read, 'integration', await this.care.patientsOf(caller, 'integration'));
    const views = await this.of(read, await this.visits.findOfAppointments(appointmentIds));
    await this.audit.recordList(
      caller,
      { action: 'list-visits', objectType: 'integration-visit' },
      views.map(({ patientId }) => patientId),
    );
    const rank = (view: IntegrationVisit) => (view.state === 'missed' ? 0 : 1);
    return views.sort((a, b) => rank(a) - rank(b) || a.startsAt.localeCompare(b.startsAt));
  }

  /**
   * One visit for which the caller may plan, whose outcome they may say; or which they may move.
   *
   * @throws `integration.not-found`
   */
  async require(
    caller: Caller,
    visitId: string,
    scope: 'planning' | 'rescheduling' = 'planning',
  ): Promise<IntegrationVisit & Visit> {
    const visit = await this.visits.findById(this.database.read, visitId);
    if (!visit) throw integrationProblems.notFound();
    const [view] = await this.of(this.database.read, [visit]);
    await this.care.requireAccess(caller, view!.patientId, scope).catch((error: unknown) => {
      throw error instanceof Problem && error.kind === 'not-found' ? integrationProblems.notFound({}, { cause: error }) : error;
    });
    return { ...view!, ...visit };
  }

  /** A booking that was just made, by what it was made of. */
  justBooked({ sessionId, appointmentId, visit }: Placed, course: Course, { people, settings }: Facts): BookedDosingSession {
    const [dosing, integration] = appointmentsOf(people, course);
    const names = new Map(Object.values(people).map((person) => [person.id, person]));
    const [appointment, ofVisit] = [
      this.scheduling.asBooked({ ...dosing, id: appointmentId }, names, settings.zone),
      this.scheduling.asBooked({ ...integration, id: visit.appointmentId }, names, settings.zone),
    ];
    return { sessionId, appointment, visit: onWire(visit, new Map([[ofVisit.id, ofVisit]])) };
  }

  /** A booking as it stands. */
  async booked({ sessionId, appointmentId, visit }: Placed): Promise<BookedDosingSession> {
    const appointments = await this.scheduling.findMany(this.database.read, [appointmentId, visit.appointmentId]);
    return { sessionId, appointment: appointments.get(appointmentId)!, visit: onWire(visit, appointments) };
  }

  async of(db: Db, visits: readonly Visit[]): Promise<IntegrationVisit[]> {
    const ids = visits.map(({ appointmentId }) => appointmentId);
    const appointments = await this.scheduling.findMany(db, ids);
    return visits.map((visit) => onWire(visit, appointments));
  }
}

function onWire(visit: Visit, appointments: ReadonlyMap<string, Appointment>): IntegrationVisit {
  const { kind, patientId, patientZone, startsAt, endsAt, parties, arrival } = appointments.get(visit.appointmentId)!;
  const nameOf = (wanted: string) => parties.find(({ part }) => part === wanted)!.displayName;
  const names = { patientName: nameOf('patient'), therapistName: nameOf('therapist') };
  return { ...visit, ...names, patientId, patientZone, startsAt, endsAt, arrival, callPage: callPage(kind, visit.appointmentId) };
}
