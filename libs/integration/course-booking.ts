import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { MINUTE } from '#kernel';
import { allSent, type Tx } from '#platform';
import type { NextDose } from '#protocols';
import { type CoursePoint, type Held, HoldsService, type NamedAppointment, SchedulingService } from '#scheduling';
import { SessionsService } from '#sessions';
import { BOOKING_RULES, dosingParties, type People, visitParties } from './parties.js';
import { type Facts, StandingReader } from './standing.js';
import { type Visit, VisitRepository } from './visit.repository.js';

/** When nobody has said by then whether a visit took place, it counts as missed. */
const OVERDUE_MIN = 15;

/** `point`: which one of the patient's protocol it is; not needed for what is only moved. */
export type Course = Readonly<{ patientId: string; startsAt: Date; visitStartsAt: Date; bookedBy: string; point?: CoursePoint }>;
export type Placed = Readonly<{ sessionId: string; appointmentId: string; visit: Visit }>;

type HeldPart = Held['appointments'][number];
/** A dosing session and its visit that are held. */
export type HeldPair = Readonly<{ dosing: HeldPart; integration: HeldPart }>;
/** The one pair of a hold. */
export type HeldCourse = Readonly<{ held: Held }> & HeldPair;
type Pair = readonly [dosing: NamedAppointment, integration: NamedAppointment];
/** A course with the dose that its session is for; `kept`: what of it is held already. */
export type Planned = Readonly<{ course: Course; dose: NextDose; kept?: HeldPair | undefined }>;

/** From when on a visit of which nobody has said anything counts as missed. */
export const overdueAt = (visitStartsAt: Date): Date =>
  new Date(visitStartsAt.getTime() + (BOOKING_RULES.visitMin + OVERDUE_MIN) * MINUTE);

/** The dosing session and its visit as appointments. */
export function appointmentsOf(people: People, { patientId, bookedBy, startsAt, visitStartsAt, point }: Course) {
  const { dosingMin, visitMin } = BOOKING_RULES;
  const common = { patientId, bookedBy, patientZone: people.patient.zone };
  const ofCourse = point ? { course: point } : {};
  return [
    { ...common, ...ofCourse, kind: 'dosing', startsAt, lengthMin: dosingMin, parties: dosingParties(people) },
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
   * @param kept is booked as it is
   * @throws `scheduling.slot-taken`, `scheduling.hold-over`, `scheduling.too-near`, `sessions.already-booked`, `care.no-team` and the
   *         protocol's refusals
   */
  async place(tx: Tx, course: Course, kept?: HeldCourse): Promise<Placed> {
    const placed = await this.put(tx, course, await this.standings.facts(tx, course.patientId), kept);
    await this.scheduling.requireApart(tx); // whoever was offered it has judged that; nobody did here
    return placed;
  }

  /** The same by what was read already. @param kept is booked as it is @throws `scheduling.slot-taken`, `scheduling.hold-over`, `sessions.already-booked` */
  async put(tx: Tx, course: Course, { dose, ...facts }: Facts, kept?: HeldCourse): Promise<Placed> {
    return (await this.putAll(tx, [{ course, dose, kept }], facts, kept?.held))[0]!;
  }

  /**
   * Several, all or none; everything is sent before anything is waited for.
   *
   * @param held of which all that is planned is a part, and which is booked as it is
   * @throws `scheduling.slot-taken`, `scheduling.hold-over`, `sessions.already-booked`
   */
  async putAll(tx: Tx, planned: readonly Planned[], { people, settings }: Omit<Facts, 'dose'>, held?: Held): Promise<Placed[]> {
    const named = planned.map((one) => namedAs(people, one));
    const points = new Map(planned.map(({ dose }, i) => [named[i]![0].id, dose.course]));
    const taken = held
      ? this.holds.book(tx, held, points)
      : this.scheduling.bookAll(tx, named.flat(), settings.maxConcurrentSessions);
    const { chaperone, therapist, prescriber } = people;
    const by = { chaperoneId: chaperone.id, therapistId: therapist.id, prescriberId: prescriber.id };
    const scheduled = planned.map(({ dose: { doseLineId, plan }, course: { patientId } }, i) =>
      this.sessions.schedule(tx, { appointmentId: named[i]![0].id, patientId, ...by, doseLineId, plan }),
    );
    const [, ...sessionIds] = await allSent([taken, ...scheduled] as const);
    return allSent(
      planned.map(async ({ course }, i) => {
        const [{ id: appointmentId }, { id: visitAppointmentId }] = named[i]!;
        const visit = { sessionId: sessionIds[i]!, appointmentId: visitAppointmentId, therapistId: therapist.id };
        return {
          sessionId: sessionIds[i]!,
          appointmentId,
          visit: await this.visits.insert(tx, visit, overdueAt(course.visitStartsAt)),
        };
      }),
    );
  }
}

/** What is held as pairs, in their order. */
export function heldPairs({ appointments }: Held): HeldPair[] {
  const [dosings, visits] = (['dosing', 'integration'] as const).map((wanted) =>
    appointments.filter(({ kind }) => kind === wanted).sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt)),
  );
  return dosings!.flatMap((dosing, i) => (visits![i] ? [{ dosing, integration: visits![i] }] : []));
}

/** What is held as one course; nothing when it is none, or several. */
export function heldCourse(held: Held | null): HeldCourse | undefined {
  const [pair] = held ? heldPairs(held) : [];
  return held && pair && held.appointments.length === 2 ? { held, ...pair } : undefined;
}

function namedAs(people: People, { course, dose, kept }: Planned): Pair {
  const [dosing, integration] = appointmentsOf(people, { ...course, point: dose.course });
  return [
    { ...dosing, id: kept?.dosing.id ?? randomUUID() },
    { ...integration, id: kept?.integration.id ?? randomUUID() },
  ];
}
