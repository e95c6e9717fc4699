import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { ListedAppointment, AppointmentTimes as TimesOnWire } from '#contracts';
import type { Caller } from '#identity';
import { MINUTE, type Problem } from '#kernel';
import { Database, type Db } from '#platform';
import { AppointmentAccess } from './appointment-access.js';
import { AppointmentTimes, type Meetings } from './appointment-times.js';
import type { SingleKind } from './domain/appointment-types.js';
import { SchedulingService } from './scheduling.service.js';

/** `from`: first day where the patient lives, as `2026-11-24`. */
export type AskedDays = Readonly<{ from: string; days: number }>;
type New = Readonly<{ patientId: string; kind: SingleKind; startsAt: Date }>;
const iso = (at: number) => new Date(at).toISOString();

/** Appointments as they cross the wire. */
@Injectable()
export class AppointmentViews {
  constructor(
    private readonly database: Database,
    private readonly scheduling: SchedulingService,
    private readonly access: AppointmentAccess,
    private readonly care: CareService,
  ) {}

  /** Of the patients whose schedule the caller may see, and those in which the caller has a part. */
  async list(caller: Caller): Promise<ListedAppointment[]> {
    const { read } = this.database;
    const rows = await this.access.listed(read, caller);
    const found = await this.scheduling.findMany(
      read,
      rows.map(({ id }) => id),
    );
    const shown = rows.map(({ id, hasBegun, groupId }) => ({
      ...found.get(id)!,
      ...{ isCancellable: !hasBegun, isMovable: !hasBegun && groupId === null },
    }));
    await this.access.recordList(
      caller,
      shown.map(({ patientId }) => patientId),
    );
    return shown;
  }

  /** One that was just booked or moved. */
  async ahead(id: string): Promise<ListedAppointment> {
    return { ...(await this.scheduling.findMany(this.database.read, [id])).get(id)!, isCancellable: true, isMovable: true };
  }

  async times(
    on: Db,
    { gathering: { patient, type } }: Meetings,
    starts: readonly number[],
    reason: string | null,
  ): Promise<TimesOnWire> {
    const { lengthMin } = type;
    const times = starts.map((at) => ({ startsAt: iso(at), endsAt: iso(at + lengthMin * MINUTE) }));
    const { zone: clinicZone } = await this.care.settings(on);
    return { zone: patient.zone, clinicZone, lengthMin, times, reason: times.length ? null : (reason ?? 'no-common-time') };
  }
}

/** Books appointments of the kinds that nothing else hangs on. Nothing is shown that cannot be booked, and nothing can be that was not. */
@Injectable()
export class AppointmentBookings {
  constructor(
    private readonly database: Database,
    private readonly times: AppointmentTimes,
    private readonly scheduling: SchedulingService,
    private readonly access: AppointmentAccess,
    private readonly views: AppointmentViews,
  ) {}

  /** @throws `care.not-found` */
  async listTimes(caller: Caller, patientId: string, kind: SingleKind, { from, days }: AskedDays): Promise<TimesOnWire> {
    const { read } = this.database;
    await this.access.requirePatient(caller, patientId);
    const zone = await this.times.zoneOf(read, patientId);
    const within = await this.times.daysOf(read, zone, from, days);
    const meetings = await this.times.look(read, { kind, patientId, within });
    const barrier = await this.times.barrier(read, caller, meetings);
    await this.access.recordRead(caller, 'list-appointment-times', { patientId });
    return this.views.times(read, meetings, barrier ? [] : meetings.free(within), barrier && wordOf(barrier));
  }

  /**
   * @throws `care.not-found`, `scheduling.booked-by-clinic`, `scheduling.already-booked`, `scheduling.nobody-takes-it`,
   *         `scheduling.slot-taken` when the time could be had but for other bookings, `scheduling.not-a-free-time` when never
   */
  async book(caller: Caller, { patientId, kind, startsAt }: New): Promise<ListedAppointment> {
    const id = await this.database.transact(async (tx) => {
      await this.access.requirePatient(caller, patientId, tx);
      const meetings = await this.times.require(tx, { kind, patientId }, startsAt);
      const barrier = await this.times.barrier(tx, caller, meetings); // asked after everybody's time is kept: of two who book at once, one is first
      if (barrier) throw barrier;
      const { patient, type } = meetings.gathering;
      const parties = meetings.partiesAt(startsAt.getTime());
      const time = { startsAt, lengthMin: type.lengthMin, parties };
      const booked = await this.scheduling.book(tx, {
        kind,
        patientId,
        patientZone: patient.zone,
        bookedBy: caller.personId,
        ...time,
      });
      await this.access.record(tx, caller, 'book', { id: booked, patientId }, kind);
      return booked;
    });
    return this.views.ahead(id);
  }
}

const wordOf = ({ code }: Problem): string => code.slice(code.indexOf('.') + 1);
