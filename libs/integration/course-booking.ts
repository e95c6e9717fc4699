import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { MINUTE } from '#kernel';
import { allSent, type Tx } from '#platform';
import { type Held, HoldsService, type NamedAppointment, SchedulingService } from '#scheduling';
import { SessionsService } from '#sessions';
import { BOOKING_RULES, dosingParties, type People, visitParties } from './parties.js';
import { type Facts, StandingReader } from './standing.js';
import { type Visit, VisitRepository } from './visit.repository.js';

/** When nobody has said by then whether a visit took place, it counts as missed. */
const OVERDUE_MIN = 15;

export type Course = Readonly<{ patientId: string; startsAt: Date; visitStartsAt: Date; bookedBy: string }>;
export type Placed = Readonly<{ sessionId: string; appointmentId: string; visit: Visit }>;

/** The appointments of a course that are held, by what they are for. */
export type HeldCourse = Readonly<{
  held: Held;
  dosing: Held['appointments'][number];
  integration: Held['appointments'][number];
}>;
type Pair = readonly [dosing: NamedAppointment, integration: NamedAppointment];

/** From when on a visit of which nobody has said anything counts as missed. */
export const overdueAt = (visitStartsAt: Date): Date =>
  new Date(visitStartsAt.getTime() + (BOOKING_RULES.visitMin + OVERDUE_MIN) * MINUTE);

/** The dosing session and its visit as appointments. */
export function appointmentsOf(people: People, { patientId, bookedBy, startsAt, visitStartsAt }: Course) {
  const { dosingMin, visitMin } = BOOKING_RULES;
  const common = { patientId, bookedBy, patientZone: people.patient.zone };
  return [
    { ...common, kind: 'dosing', startsAt, lengthMin: dosingMin, parties: dosingParties(people) },
    { ...common, kind: 'integration', startsAt: visitStartsAt, lengthMin: visitMin, parties: visitParties(people) },
  ] as const;
}

/** Puts a dosing session and its integration visit into everybody's calendars: both or neither. */
@Injectable()
export class CourseBooking {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly holds: HoldsService,
    private readonly sessions: SessionsService,
    private readonly visits: VisitRepository,
    private readonly standings: StandingReader,
  ) {}

  /**
   * Books a course at whatever time nobody is taken: whether it was offered is for the caller to know.
   *
   * @throws `scheduling.slot-taken`, `sessions.already-booked`, `care.no-team` and the protocol's refusals
   */
  async place(tx: Tx, course: Course, kept?: HeldCourse): Promise<Placed> {
    return this.put(tx, course, await this.standings.facts(tx, course.patientId), kept);
  }

  /** The same by what was read already. @param kept is booked as it is @throws `scheduling.slot-taken`, `scheduling.hold-over`, `sessions.already-booked` */
  async put(tx: Tx, course: Course, { people, dose, settings }: Facts, kept?: HeldCourse): Promise<Placed> {
    const { patientId, visitStartsAt } = course;
    const { chaperone, therapist, prescriber } = people;
    const ids = kept ? [kept.dosing.id, kept.integration.id] : [randomUUID(), randomUUID()];
    const [appointmentId, visitAppointmentId] = ids as [string, string];
    const named = namedAs(appointmentsOf(people, course), appointmentId, visitAppointmentId);
    const taken = kept ? this.holds.book(tx, kept.held) : this.scheduling.bookAll(tx, named, settings.maxConcurrentSessions);
    const by = { chaperoneId: chaperone.id, therapistId: therapist.id, prescriberId: prescriber.id };
    const scheduled = this.sessions.schedule(tx, {
      appointmentId,
      patientId,
      ...by,
      doseLineId: dose.doseLineId,
      plan: dose.plan,
    });
    const [, sessionId] = await allSent([taken, scheduled]);
    const planned = { sessionId, appointmentId: visitAppointmentId, therapistId: therapist.id };
    return { sessionId, appointmentId, visit: await this.visits.insert(tx, planned, overdueAt(visitStartsAt)) };
  }
}

const namedAs = ([dosing, integration]: ReturnType<typeof appointmentsOf>, dosingId: string, integrationId: string): Pair => [
  { ...dosing, id: dosingId },
  { ...integration, id: integrationId },
];
