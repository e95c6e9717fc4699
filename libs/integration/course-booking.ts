import { Injectable } from '@nestjs/common';

import { MINUTE } from '#kernel';
import type { Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import { SchedulingService } from '#scheduling';
import { SessionsService } from '#sessions';
import { BOOKING_RULES, dosingParties, visitParties } from './parties.js';
import { TeamReader } from './team.js';
import { type Visit, VisitRepository } from './visit.repository.js';

/** When nobody has said by then whether a visit took place, it counts as missed. */
const OVERDUE_MIN = 15;

export type Course = Readonly<{ patientId: string; startsAt: Date; visitStartsAt: Date; bookedBy: string }>;
export type Placed = Readonly<{ sessionId: string; appointmentId: string; visit: Visit }>;

/** Puts a dosing session and its integration visit into everybody's calendars: both or neither. */
@Injectable()
export class CourseBooking {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly protocols: ProtocolsService,
    private readonly sessions: SessionsService,
    private readonly visits: VisitRepository,
    private readonly team: TeamReader,
  ) {}

  /** @throws `scheduling.slot-taken`, `sessions.already-booked`, and the protocol's refusals */
  async place(tx: Tx, { patientId, startsAt, visitStartsAt, bookedBy }: Course): Promise<Placed> {
    const people = await this.team.read(tx, patientId);
    const { doseLineId, plan } = await this.protocols.nextDose(tx, patientId);
    const common = { patientId, patientZone: people.patient.zone, bookedBy };
    const dosing = { kind: 'dosing', startsAt, lengthMin: BOOKING_RULES.dosingMin, parties: dosingParties(people) } as const;
    const appointmentId = await this.scheduling.book(tx, { ...common, ...dosing });
    const { chaperone, therapist, prescriber } = people;
    const ids = { chaperoneId: chaperone.id, therapistId: therapist.id, prescriberId: prescriber.id };
    const sessionId = await this.sessions.schedule(tx, { appointmentId, patientId, ...ids, doseLineId, plan });
    const overdueAt = new Date(visitStartsAt.getTime() + (BOOKING_RULES.visitMin + OVERDUE_MIN) * MINUTE);
    const visit = {
      kind: 'integration',
      startsAt: visitStartsAt,
      lengthMin: BOOKING_RULES.visitMin,
      parties: visitParties(people),
    } as const;
    const visitAppointmentId = await this.scheduling.book(tx, { ...common, ...visit });
    const planned = { sessionId, appointmentId: visitAppointmentId, therapistId: therapist.id };
    return { sessionId, appointmentId, visit: await this.visits.insert(tx, planned, overdueAt) };
  }
}
