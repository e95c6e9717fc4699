import { Injectable } from '@nestjs/common';

import type { AppointmentAnswers, GroupSession, AppointmentTimes as TimesOnWire, WhyNot } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { MINUTE, type Span } from '#kernel';
import { Database, type Db, type Tx } from '#platform';
import { type AskedDays } from './appointment-bookings.service.js';
import { AppointmentTimes, refusalOf } from './appointment-times.js';
import { AvailabilityService, type Openings } from './availability.service.js';
import type { Calendars } from './calendar.repository.js';
import { ChangesService } from './changes.service.js';
import { slots } from './domain/search.js';
import { GroupRepository, type GroupRow } from './group.repository.js';
import { minutes } from './group-places.service.js';
import { GroupTimes, type Leading, wholeTime } from './group-times.js';
import { GroupViews, leads } from './group-views.js';
import { schedulingProblems } from './problems.js';
import { SchedulingService } from './scheduling.service.js';

const iso = (at: number) => new Date(at).toISOString();
type Read = (personIds: readonly string[], look: Parameters<AvailabilityService['look']>[2]) => Promise<Calendars>;

/** When those who lead a group, and those who have a place in it, can all come. */
@Injectable()
export class GroupRoom {
  constructor(
    private readonly times: GroupTimes,
    private readonly availability: AvailabilityService,
    private readonly days: AppointmentTimes,
    private readonly identity: IdentityService,
  ) {}

  clinicZone(on: Db): Promise<string> {
    return this.times.clinicZone(on);
  }

  daysOf(on: Db, zone: string, { from, days }: AskedDays): Promise<Span> {
    return this.days.daysOf(on, zone, from, days);
  }

  leading(on: Db, staffIds: readonly string[]): Promise<Leading> {
    return this.times.leading(on, staffIds);
  }

  /** @param isKept kept from everybody else until this transaction ends */
  async ofNew(on: Db | Tx, { type, cards }: Leading, within: Span, isKept = false): Promise<Openings> {
    const calendars = await this.reader(on, isKept)(
      cards.map(({ id }) => id),
      { within },
    );
    const zone = await this.times.clinicZone(on);
    return this.times.openings(on, { within, lengthMin: type.lengthMin, zone, leaders: cards, patientIds: [], calendars });
  }

  /** Of one that there is, its own time and that of its places free for it. */
  async ofGroup(on: Db | Tx, group: GroupRow, within: Span, isKept = false): Promise<Openings> {
    const leaders = await this.times.cardsOf(on, group);
    const patientIds = group.places.map(({ patientId }) => patientId);
    const except = [group.id, ...group.places.map(({ appointmentId }) => appointmentId)];
    const calendars = await this.reader(on, isKept)([...leaders.map(({ id }) => id), ...patientIds], { within, except });
    return this.times.openings(on, { within, lengthMin: minutes(group), zone: group.zone, leaders, patientIds, calendars });
  }

  async names(on: Db, { leaders, places }: GroupRow): Promise<(id: string) => string | null> {
    const ids = [...leaders.map(({ personId }) => personId), ...places.map(({ patientId }) => patientId)];
    const cards = await this.identity.people(on, ids);
    return (id) => cards.get(id)?.displayName ?? null;
  }

  private reader(on: Db | Tx, isKept: boolean): Read {
    return (ids, look) => (isKept ? this.availability.keep(on as Tx, ids, look) : this.availability.look(on, ids, look));
  }
}

/** Moves and cancels a group with all of its places. */
@Injectable()
export class GroupChanges {
  constructor(
    private readonly groups: GroupRepository,
    private readonly scheduling: SchedulingService,
    private readonly changes: ChangesService,
  ) {}

  /** @throws `scheduling.not-found`, `scheduling.not-booked`, `scheduling.begun` */
  async require(on: Db, caller: Caller, id: string): Promise<GroupRow> {
    const group = await this.groups.find(on, id);
    if (!group || !leads(caller, group)) throw schedulingProblems.notFound();
    if (group.state !== 'booked') throw schedulingProblems.notBooked();
    if (group.hasBegun) throw schedulingProblems.begun();
    return group;
  }

  /** The same, kept as it is until this transaction ends. @throws as above */
  hold(tx: Tx, caller: Caller, id: string): Promise<GroupRow> {
    this.groups.lock(tx, id);
    return this.require(tx, caller, id);
  }

  /** @throws `scheduling.slot-taken` */
  async insert(tx: Tx, caller: Caller, { type, leaders }: Leading, startsAt: Date, zone: string): Promise<string> {
    const { lengthMin, patientsPerStaff } = type;
    const id = await this.groups.insert(tx, { startsAt, lengthMin, zone, bookedBy: caller.personId, patientsPerStaff, leaders });
    if (!id) throw schedulingProblems.slotTaken();
    return id;
  }

  /** @throws `scheduling.not-booked`, `scheduling.slot-taken` */
  async move(tx: Tx, { personId: by }: Caller, group: GroupRow, startsAt: Date): Promise<void> {
    const lengthMin = minutes(group);
    const time = { kind: 'group', startsAt, lengthMin } as const;
    const judged = await Promise.all(group.places.map(({ appointmentId }) => this.changes.judge(tx, appointmentId, 'clinic')));
    await this.scheduling.move(tx, [
      {
        ...{ ...time, id: group.id, version: group.version },
        parties: group.leaders.map(({ personId, part }) => wholeTime(personId, part, lengthMin)),
      },
      ...group.places.map(({ appointmentId: id, patientId, version }) => ({
        ...{ ...time, id, version, parties: [wholeTime(patientId, 'patient', lengthMin)] },
      })),
    ]);
    for (const [i, { appointmentId }] of group.places.entries())
      this.changes.note(tx, appointmentId, { kind: 'moved', reason: 'clinic', by, toAt: startsAt }, judged[i]!);
  }

  async cancel(tx: Tx, { personId: by }: Caller, group: GroupRow): Promise<void> {
    for (const { appointmentId } of group.places) {
      const judged = await this.changes.judge(tx, appointmentId, 'clinic');
      await this.scheduling.cancel(tx, appointmentId, 'cancelled_clinic');
      this.changes.note(tx, appointmentId, { kind: 'cancelled', reason: 'clinic', by }, judged);
    }
    await this.scheduling.cancel(tx, group.id, 'cancelled_clinic');
  }
}

/** Group sessions as those who lead them, and admins, make, move and cancel them. */
@Injectable()
export class GroupSessions {
  constructor(
    private readonly database: Database,
    private readonly room: GroupRoom,
    private readonly changes: GroupChanges,
    private readonly views: GroupViews,
  ) {}

  /** @throws `care.not-found`, `scheduling.group-needs` */
  async listTimes(staffIds: readonly string[], asked: AskedDays): Promise<TimesOnWire> {
    const { read } = this.database;
    const [leading, zone] = [await this.room.leading(read, staffIds), await this.room.clinicZone(read)];
    const within = await this.room.daysOf(read, zone, asked);
    const { lengthMin } = leading.type;
    const starts = (await this.room.ofNew(read, leading, within)).free(within);
    const times = starts.map((at) => ({ startsAt: iso(at), endsAt: iso(at + lengthMin * MINUTE) }));
    return { zone, clinicZone: zone, lengthMin, times, reason: times.length ? null : 'no-common-time' };
  }

  /**
   * @throws `care.not-found`, `scheduling.group-needs`, `scheduling.lead-it-yourself` for clinicians who are not among them,
   *         `scheduling.slot-taken`, `scheduling.not-a-free-time`
   */
  async create(caller: Caller, staffIds: readonly string[], startsAt: Date): Promise<GroupSession> {
    if (caller.role !== 'admin' && !staffIds.includes(caller.personId)) throw schedulingProblems.leadItYourself();
    const id = await this.database.transact(async (tx) => {
      const leading = await this.room.leading(tx, staffIds);
      requireFree(await this.room.ofNew(tx, leading, at(startsAt), true), startsAt);
      const made = await this.changes.insert(tx, caller, leading, startsAt, await this.room.clinicZone(tx));
      await this.views.record(tx, caller, 'make-group', made);
      return made;
    });
    return this.show(caller, id);
  }

  /** What the rules say of every start. @param within epoch ms @throws `scheduling.not-found`, `scheduling.not-booked`, `scheduling.begun` */
  async answers(caller: Caller, id: string, within: Span): Promise<AppointmentAnswers> {
    const { read } = this.database;
    const group = await this.changes.require(read, caller, id);
    const openings = await this.room.ofGroup(read, group, within);
    const nameOf = await this.room.names(read, group);
    await this.views.show(read, caller, [await this.views.one(read, id)]); // the look at who is in it is recorded
    const everywhere = { ...openings.search, possible: [{ from: within.from, to: within.to - 1 }] };
    const answers = slots(everywhere, within).map((start) => ({
      startsAt: iso(start),
      whyNot: openings.explain(start).map(({ code, who }): WhyNot => ({ code, who: who && nameOf(who) })),
    }));
    return { lengthMin: minutes(group), answers };
  }

  /** @throws as above, and `scheduling.slot-taken`, `scheduling.not-a-free-time` */
  async move(caller: Caller, id: string, startsAt: Date): Promise<GroupSession> {
    await this.database.transact(async (tx) => {
      const group = await this.changes.hold(tx, caller, id);
      requireFree(await this.room.ofGroup(tx, group, at(startsAt), true), startsAt);
      await this.changes.move(tx, caller, group, startsAt);
      await this.recordEach(tx, caller, 'move', group);
    });
    return this.show(caller, id);
  }

  /** @throws `scheduling.not-found`, `scheduling.not-booked`, `scheduling.begun` */
  async cancel(caller: Caller, id: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const group = await this.changes.hold(tx, caller, id);
      await this.changes.cancel(tx, caller, group);
      await this.recordEach(tx, caller, 'cancel', group);
    });
  }

  private async show(caller: Caller, id: string): Promise<GroupSession> {
    const { read } = this.database;
    return (await this.views.show(read, caller, [await this.views.one(read, id)]))[0]!;
  }

  /** One row for the group and one for each whose place it is. */
  private async recordEach(tx: Tx, caller: Caller, action: string, { id, places }: GroupRow): Promise<void> {
    await this.views.record(tx, caller, action, id);
    for (const { appointmentId, patientId } of places) await this.views.record(tx, caller, action, appointmentId, patientId);
  }
}

const at = (startsAt: Date): Span => ({ from: startsAt.getTime(), to: startsAt.getTime() + 1 });

function requireFree(openings: Openings, startsAt: Date): void {
  const refusal = refusalOf(openings.explain(startsAt.getTime()));
  if (refusal) throw refusal;
}
