import { Injectable } from '@nestjs/common';

import { MINUTE } from '#kernel';
import type { Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import { SchedulingService } from '#scheduling';
import { SessionsService } from '#sessions';
import { BOOKING_RULES, dosingParties, type People, visitParties } from './parties.js';
import { TeamReader } from './team.js';
import { type Visit, VisitRepository } from './visit.repository.js';

/** When nobody has said by then whether a visit took place, it counts as missed. */
const OVERDUE_MIN = 15;

export type Course = Readonly<{ patientId: string; startsAt: Date; visitStartsAt: Date; bookedBy: string }>;
export type Placed = Readonly<{ sessionId: string; appointmentId: string; visit: Visit }>;
/** Makes the appointments of a course, or finds those that were held. @returns their ids */
export type Take = (tx: Tx, people: People, course: Course) => Promise<Readonly<{ dosing: string; integration: string }>>;

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
    private readonly protocols: ProtocolsService,
    private readonly sessions: SessionsService,
    private readonly team: TeamReader,
    private readonly visits: VisitRepository,
  ) {}

  /**
   * @param take makes the two appointments, or finds those that were held
   * @throws `scheduling.slot-taken`, `sessions.already-booked`, the protocol's refusals, and what `take` throws
   */
  async place(tx: Tx, course: Course, take: Take = this.book): Promise<Placed> {
    const { patientId } = course;
    const people = await this.team.read(tx, patientId);
    const { doseLineId, plan } = await this.protocols.nextDose(tx, patientId);
    const { dosing: appointmentId, integration: visitAppointmentId } = await take(tx, people, course);
    const { chaperone, therapist, prescriber } = people;
    const ids = { chaperoneId: chaperone.id, therapistId: therapist.id, prescriberId: prescriber.id };
    const sessionId = await this.sessions.schedule(tx, { appointmentId, patientId, ...ids, doseLineId, plan });
    const planned = { sessionId, appointmentId: visitAppointmentId, therapistId: therapist.id };
    return { sessionId, appointmentId, visit: await this.visits.insert(tx, planned, overdueAt(course.visitStartsAt)) };
  }

  private readonly book: Take = async (tx, people, course) => {
    const [dosing, visit] = appointmentsOf(people, course);
    return { dosing: await this.scheduling.book(tx, dosing), integration: await this.scheduling.book(tx, visit) };
  };
}
