import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { Appointment, AppointmentKind } from '#contracts';
import { IdentityService } from '#identity';
import { MINUTE } from '#kernel';
import { type Db, Outbox, type Reader, type Tx } from '#platform';
import { AppointmentRepository, type Ended, type Meeting, type NewAppointment, type NewTime } from './appointment.repository.js';
import { AppointmentLinkRepository } from './appointment-link.repository.js';
import { remindersOf } from './domain/reminder-plan.js';
import { appointmentBooked, appointmentCancelled, appointmentMoved, reminderDue, reminderKey } from './messages.js';
import { schedulingProblems } from './problems.js';

/** What is known of an appointment without looking. */
type Known = Pick<NewAppointment, 'kind' | 'startsAt' | 'lengthMin'>;
/** Where a booked appointment goes; `version`: the one that was seen. */
export type Move = Omit<NewTime, 'watchLanes'> & Readonly<{ id: string; version: number }>;

/** Appointments: booked with everybody's time or not at all, their reminders planned and voided in the same transaction. */
@Injectable()
export class SchedulingService {
  constructor(
    private readonly appointments: AppointmentRepository,
    private readonly identity: IdentityService,
    private readonly care: CareService,
    private readonly outbox: Outbox,
    private readonly links: AppointmentLinkRepository,
  ) {}

  /** @throws `scheduling.slot-taken` when anybody's time is taken */
  async book(tx: Tx, appointment: Omit<NewAppointment, 'watchLanes'>): Promise<string> {
    const id = await this.insert(tx, appointment);
    if (!appointment.hold) await this.announce(tx, id, appointment);
    return id;
  }

  /** What follows from a booking: its reminders, and that people hear of it. */
  async announce(tx: Tx, id: string, known?: Known): Promise<void> {
    await this.planReminders(tx, id, true, known);
    await this.outbox.append(tx, appointmentBooked, { appointmentId: id });
  }

  /**
   * Moves booked appointments to other times, together: their own times are free for one another.
   *
   * @throws `scheduling.not-booked` when one is over, or was changed since it was seen; `scheduling.slot-taken`
   */
  async move(tx: Tx, moves: readonly Move[]): Promise<void> {
    const { maxConcurrentSessions: watchLanes } = await this.care.settings(tx);
    this.appointments.letGo(
      tx,
      moves.map(({ id }) => id),
    );
    for (const { id, version, ...time } of moves) {
      const outcome = await this.appointments.move(tx, id, version, { ...time, watchLanes });
      if (outcome === 'taken') throw schedulingProblems.slotTaken();
      if (outcome === 'changed') throw schedulingProblems.notBooked();
      await this.outbox.void(tx, reminderKey(id));
      await this.planReminders(tx, id, false);
      await this.outbox.append(tx, appointmentMoved, { appointmentId: id, version: version + 1 });
    }
  }

  /** @throws `scheduling.not-booked` when it is over already */
  async cancel(tx: Tx, id: string, state: Exclude<Ended, 'completed'>): Promise<void> {
    if (!(await this.appointments.end(tx, id, state))) throw schedulingProblems.notBooked();
    await this.appointments.release(tx, id);
    await this.outbox.void(tx, reminderKey(id));
    await this.outbox.append(tx, appointmentCancelled, { appointmentId: id });
  }

  private async insert(tx: Tx, appointment: Omit<NewAppointment, 'watchLanes'>): Promise<string> {
    const { maxConcurrentSessions: watchLanes } = await this.care.settings(tx);
    const id = await this.appointments.insert(tx, { ...appointment, watchLanes });
    if (id === 'taken') throw schedulingProblems.slotTaken();
    return id;
  }

  /** Those of its type of which the time has not passed; what waited for an appointment that has moved was voided before. */
  private async planReminders(tx: Tx, id: string, isFirst: boolean, known?: Known): Promise<void> {
    const { kind: type, startsAt, lengthMin } = known ?? (await this.typeAndTime(tx, id));
    const begin = startsAt.getTime();
    for (const { kind, at, decideAt } of remindersOf(type, { startsAt: begin, endsAt: begin + lengthMin * MINUTE })) {
      const options = { dueAt: new Date(decideAt), key: reminderKey(id, kind), isFirst, unlessPast: new Date(at) };
      await this.outbox.append(tx, reminderDue, { appointmentId: id, kind }, options);
    }
  }

  private async typeAndTime(tx: Tx, id: string): Promise<Known> {
    const [row] = await this.appointments.findMany(tx, [id]);
    const { kind, startsAt, endsAt } = row!;
    return { kind, startsAt, lengthMin: (endsAt.getTime() - startsAt.getTime()) / MINUTE };
  }

  /** When an appointment begins, whatever became of it. */
  startOf(db: Db, id: string): Promise<Date> {
    return this.appointments.findStart(db, id);
  }

  /** Marks an appointment as having taken place; one that is over already stays as it is. */
  async complete(tx: Tx, id: string): Promise<void> {
    await this.appointments.end(tx, id, 'completed');
  }

  /** The page of an appointment that opens without a sign-in; null when its link opens nothing any more. */
  linkPath(on: Reader, id: string): Promise<string | null> {
    return this.links.pathOf(on, id);
  }

  /** Ids of the appointments of one kind, whatever became of them; `all`: of everybody. */
  idsOf(db: Db, kind: AppointmentKind, patientIds: readonly string[] | 'all'): Promise<string[]> {
    return this.appointments.findIds(db, kind, patientIds);
  }

  /** Who was to meet these patients, and when. */
  meetingsWith(on: Reader, patientIds: readonly string[]): Promise<Meeting[]> {
    return this.appointments.findMeetings(on, patientIds);
  }

  /** Appointments by id, as they cross the wire. */
  async findMany(db: Db, ids: readonly string[]): Promise<Map<string, Appointment>> {
    const rows = await this.appointments.findMany(db, ids);
    const people = await this.identity.people(db, [
      ...new Set(rows.flatMap(({ parties }) => parties.map(({ personId }) => personId))),
    ]);
    const { zone: clinicZone } = await this.care.settings(db);
    const onWire = rows.map(({ parties, startsAt, endsAt, ...row }): [string, Appointment] => {
      const byPart = new Map(
        parties.map(({ part, personId }) => [part, { part, personId, displayName: people.get(personId)!.displayName }]),
      );
      const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
      return [row.id, { ...row, ...times, clinicZone, parties: [...byPart.values()] }];
    });
    return new Map(onWire);
  }
}
