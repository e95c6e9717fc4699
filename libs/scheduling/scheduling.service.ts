import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { Appointment, AppointmentKind, AppointmentState } from '#contracts';
import { IdentityService } from '#identity';
import { HOUR } from '#kernel';
import { type Db, Outbox, type Reader, type Tx } from '#platform';
import { AppointmentRepository, type Meeting, type NewAppointment } from './appointment.repository.js';
import { AppointmentLinkRepository } from './appointment-link.repository.js';
import { appointmentBooked, appointmentCancelled, type ReminderKind, reminderDue, reminderKey } from './messages.js';
import { schedulingProblems } from './problems.js';

const REMINDERS: readonly Readonly<{ kind: ReminderKind; beforeMs: number }>[] = [
  { kind: 't-24h', beforeMs: 24 * HOUR },
  { kind: 't-2h', beforeMs: 2 * HOUR },
];
type Cancelled = Extract<AppointmentState, `cancelled_${string}`>;

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
    const { maxConcurrentSessions: watchLanes } = await this.care.settings(tx);
    const id = await this.appointments.insert(tx, { ...appointment, watchLanes });
    if (id === 'taken') throw schedulingProblems.slotTaken();
    for (const { kind, beforeMs } of REMINDERS) {
      const dueAt = new Date(appointment.startsAt.getTime() - beforeMs);
      const key = reminderKey(id, kind);
      await this.outbox.append(tx, reminderDue, { appointmentId: id, kind }, { dueAt, key, isFirst: true, unlessPast: true });
    }
    await this.outbox.append(tx, appointmentBooked, { appointmentId: id });
    return id;
  }

  /** @throws `scheduling.not-booked` when it is over already */
  async cancel(tx: Tx, id: string, state: Cancelled): Promise<void> {
    if (!(await this.appointments.end(tx, id, state))) throw schedulingProblems.notBooked();
    await this.appointments.release(tx, id);
    await this.outbox.void(tx, reminderKey(id));
    await this.outbox.append(tx, appointmentCancelled, { appointmentId: id });
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
