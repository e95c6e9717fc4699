import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { Appointment, AppointmentKind } from '#contracts';
import { IdentityService } from '#identity';
import { MINUTE } from '#kernel';
import { allSent, type Db, type FirstEvent, Outbox, type Reader, type Tx } from '#platform';
import {
  AppointmentRepository,
  type AppointmentRow,
  type Ended,
  type Meeting,
  type Move,
  type NamedAppointment,
  type NewAppointment,
  type PartyChange,
} from './appointment.repository.js';
import { AppointmentLinkRepository } from './appointment-link.repository.js';
import { remindersOf } from './domain/reminder-plan.js';
import { appointmentBooked, appointmentCancelled, appointmentMoved, reminderDue, reminderKey } from './messages.js';
import { schedulingProblems } from './problems.js';

/** What reminders are planned by. */
type Timed = Pick<NamedAppointment, 'id' | 'kind' | 'startsAt' | 'lengthMin'>;

/** The reminders of its type of which the time has not passed. */
const remindersFor = ({ id, kind: type, startsAt, lengthMin }: Timed): FirstEvent[] => {
  const begin = startsAt.getTime();
  return remindersOf(type, { startsAt: begin, endsAt: begin + lengthMin * MINUTE }).map(({ kind, at, decideAt }) => ({
    event: reminderDue,
    payload: { appointmentId: id, kind },
    ...{ dueAt: new Date(decideAt), key: reminderKey(id, kind), unlessPast: new Date(at) },
  }));
};

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

  /**
   * Whoever books what people are offered keeps their time first (`AvailabilityService.keep`), so that their pauses and caps hold.
   *
   * @throws `scheduling.slot-taken` when anybody's time is taken
   */
  async book(tx: Tx, appointment: NewAppointment): Promise<string> {
    const { maxConcurrentSessions } = await this.care.settings(tx);
    const id = randomUUID();
    await this.bookAll(tx, [{ ...appointment, id }], maxConcurrentSessions);
    return id;
  }

  /**
   * Books several, all or none; those under a hold are only held. Everything is sent before anything is waited for, so that what the
   * caller sends next travels along.
   *
   * @param watchLanes how many sessions a prescriber may watch at once, as the clinic's settings say
   * @throws `scheduling.slot-taken` when anybody's time is taken
   */
  async bookAll(tx: Tx, appointments: readonly NamedAppointment[], watchLanes: number): Promise<void> {
    const inserted = this.appointments.insert(tx, appointments, watchLanes);
    this.announce(
      tx,
      appointments.filter(({ hold }) => !hold),
    );
    if (!(await inserted)) throw schedulingProblems.slotTaken();
  }

  /** What follows from bookings that were just made: their reminders, and that people hear of them. */
  announce(tx: Tx, booked: readonly Timed[]): void {
    const events = booked.flatMap((one) => [
      ...remindersFor(one),
      { event: appointmentBooked, payload: { appointmentId: one.id } },
    ]);
    if (events.length) this.outbox.appendFirst(tx, events);
  }

  /** The appointments of a patient that are nearest to this moment, before and after it, by their start. */
  near(on: Reader, patientId: string, limit: number): Promise<Pick<AppointmentRow, 'id' | 'kind' | 'startsAt'>[]> {
    return this.appointments.findNear(on, patientId, limit);
  }

  /** Somebody else has this part of an appointment from now on. @throws `scheduling.slot-taken` when they are somewhere else then */
  async replaceParty(tx: Tx, appointmentId: string, change: PartyChange): Promise<void> {
    if (!(await this.appointments.replaceParty(tx, appointmentId, change))) throw schedulingProblems.slotTaken();
  }

  /**
   * Moves booked appointments to other times, together: their own times are free for one another.
   *
   * @throws `scheduling.not-booked` when one is over, or was changed since it was seen; `scheduling.slot-taken`, `scheduling.too-near`
   */
  async move(tx: Tx, moves: readonly Move[]): Promise<void> {
    const { maxConcurrentSessions } = await this.care.settings(tx);
    this.appointments.letGo(
      tx,
      moves.map(({ id }) => id),
    );
    const outcome = await this.appointments.move(tx, moves, maxConcurrentSessions);
    if (outcome === 'taken') throw schedulingProblems.slotTaken();
    if (outcome === 'changed') throw schedulingProblems.notBooked();
    await this.requireApart(tx);
    await allSent(moves.map(({ id }) => this.outbox.void(tx, reminderKey(id))));
    const told = moves.map(({ id, version }) => ({
      event: appointmentMoved,
      payload: { appointmentId: id, version: version + 1 },
    }));
    const ofPatients = moves.filter(({ parties }) => parties.some(({ part }) => part === 'patient'));
    this.outbox.appendFirst(tx, [...ofPatients.flatMap(remindersFor), ...told]);
  }

  /** What of a course is booked keeps its distance now: whoever took time without asking for it hears of it. @throws `scheduling.too-near` */
  async requireApart(tx: Tx): Promise<void> {
    if (!(await this.appointments.areApart(tx))) throw schedulingProblems.tooNear();
  }

  /** @throws `scheduling.not-booked` when it is over already */
  async cancel(tx: Tx, id: string, state: Exclude<Ended, 'completed'>): Promise<void> {
    if (!(await this.appointments.end(tx, id, state))) throw schedulingProblems.notBooked();
    await this.appointments.release(tx, id);
    await this.outbox.void(tx, reminderKey(id));
    await this.outbox.append(tx, appointmentCancelled, { appointmentId: id });
  }

  /** When an appointment begins, whatever became of it. */
  startOf(db: Db, id: string): Promise<Date> {
    return this.appointments.findStart(db, id);
  }

  /** A booked appointment and those of its course that are booked behind it, in their order; itself alone when it is of none. */
  restOfCourse(db: Db, id: string): Promise<{ id: string; number: number }[]> {
    return this.appointments.findRest(db, id);
  }

  /** Marks an appointment as having taken place; one that is over already stays as it is. @returns whether it was booked until now */
  complete(tx: Tx, id: string): Promise<boolean> {
    return this.appointments.end(tx, id, 'completed');
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

  /** A booking that was just made, as it crosses the wire: nothing has been said of it yet. @param names of all who have a part */
  asBooked(appointment: NamedAppointment, names: ReadonlyMap<string, { displayName: string }>, clinicZone: string): Appointment {
    const { id, kind, patientId, patientZone, startsAt, lengthMin, parties } = appointment;
    const endsAt = new Date(startsAt.getTime() + lengthMin * MINUTE);
    const arrival = { confirmedAt: null, lateMin: null, lateSaidAt: null };
    return onWire({ id, kind, patientId, patientZone, startsAt, endsAt, state: 'booked', parties, arrival }, names, clinicZone);
  }

  /** Ids of the appointments, booked or past, in which somebody has a part, within a stretch of time; the soonest first. */
  idsWith(on: Reader, personId: string, span: Readonly<{ from: Date; to: Date }>): Promise<string[]> {
    return this.appointments.findIdsWith(on, personId, span);
  }

  /** Appointments by id as they are kept: when, and who has a part; for whoever decides by them who may come in. */
  rowsOf(db: Db, ids: readonly string[]): Promise<AppointmentRow[]> {
    return this.appointments.findMany(db, ids);
  }

  /** Appointments by id, as they cross the wire. */
  async findMany(db: Db, ids: readonly string[]): Promise<Map<string, Appointment>> {
    const rows = await this.appointments.findMany(db, ids);
    const people = await this.identity.people(db, [
      ...new Set(rows.flatMap(({ parties }) => parties.map(({ personId }) => personId))),
    ]);
    const { zone: clinicZone } = await this.care.settings(db);
    return new Map(rows.map((row) => [row.id, onWire(row, people, clinicZone)]));
  }
}

/** Whoever has two shares in an appointment is in it once. */
function onWire(
  { id, kind, patientId, patientZone, state, arrival, startsAt, endsAt, parties }: AppointmentRow,
  names: ReadonlyMap<string, { displayName: string }>,
  clinicZone: string,
): Appointment {
  const byPart = new Map(
    parties.map(({ part, personId }) => [
      `${part} ${personId}`,
      { part, personId, displayName: names.get(personId)!.displayName },
    ]),
  );
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  return { id, kind, patientId, patientZone, state, arrival, ...times, clinicZone, parties: [...byPart.values()] };
}
