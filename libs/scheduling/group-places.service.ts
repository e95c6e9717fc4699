import { Injectable } from '@nestjs/common';

import { CareService, careProblems } from '#care';
import type { GroupSession } from '#contracts';
import type { Caller } from '#identity';
import { MINUTE, type Problem } from '#kernel';
import { Database, type Db, type Tx } from '#platform';
import { AppointmentAccess } from './appointment-access.js';
import { AppointmentTimes, refusalOf } from './appointment-times.js';
import { AvailabilityService, type Openings } from './availability.service.js';
import type { Calendars } from './calendar.repository.js';
import { placesLeft } from './domain/group.js';
import { GroupRepository } from './group.repository.js';
import { GroupTimes, wholeTime } from './group-times.js';
import { type Counted, GroupViews } from './group-views.js';
import { schedulingProblems } from './problems.js';
import { SchedulingService } from './scheduling.service.js';

type Wanted = Readonly<{ patientId: string; calendars: Calendars }>;

/** What keeps somebody from a place. */
@Injectable()
export class PlaceRules {
  constructor(
    private readonly times: GroupTimes,
    private readonly availability: AvailabilityService,
    private readonly care: CareService,
  ) {}

  /** Whether places are to be had at all for a patient, by whoever asks; null when they are. */
  async barrier(on: Db, { role }: Caller, patientId: string): Promise<Problem | null> {
    if (role === 'patient' && !(await this.times.type(on)).patientsBook) return schedulingProblems.bookedByClinic();
    return (await this.care.team(on, patientId)).length ? null : careProblems.noTeam();
  }

  /**
   * What keeps a patient from a place in each of some groups; null where nothing does. The same for what is shown and for what is taken.
   *
   * @param groups one at least
   */
  async refusals(on: Db, groups: readonly Counted[], { patientId, calendars }: Wanted): Promise<(Problem | null)[]> {
    const lengths = [...new Set(groups.map(({ group }) => minutes(group)))];
    const openings = await this.times.ofPatient(on, patientId, { lengths, within: spanOf(groups), calendars });
    return groups.map((one) => refusal(one, patientId, openings.get(minutes(one.group))!));
  }

  /** The time of a patient around some groups. */
  look(on: Db, patientId: string, groups: readonly Counted[]): Promise<Calendars> {
    return this.availability.look(on, [patientId], { within: spanOf(groups) });
  }

  /** The same, kept from everybody else until this transaction ends. */
  keep(tx: Tx, patientId: string, groups: readonly Counted[]): Promise<Calendars> {
    return this.availability.keep(tx, [patientId], { within: spanOf(groups) });
  }
}

export const minutes = ({ startsAt, endsAt }: Counted['group']): number => (endsAt.getTime() - startsAt.getTime()) / MINUTE;
const spanOf = (groups: readonly Counted[]) => ({
  from: Math.min(...groups.map(({ group }) => group.startsAt.getTime())),
  to: Math.max(...groups.map(({ group }) => group.endsAt.getTime())),
});

function refusal({ group, present }: Counted, patientId: string, openings: Openings): Problem | null {
  if (group.state !== 'booked') return schedulingProblems.notBooked();
  if (group.places.some((place) => place.patientId === patientId)) return schedulingProblems.inGroupAlready();
  if (!placesLeft({ ...group, present })) return schedulingProblems.groupFull();
  const refusals = openings.explain(group.startsAt.getTime());
  return refusalOf(refusals.filter(({ code }) => code !== 'off-grid')); // where a group begins is settled
}

/** Writes a place down. */
@Injectable()
export class PlaceBooking {
  constructor(
    private readonly groups: GroupRepository,
    private readonly scheduling: SchedulingService,
    private readonly access: AppointmentAccess,
    private readonly times: AppointmentTimes,
  ) {}

  /** Whoever may not know of the patient hears so first; then the group is kept as it is. @returns where the patient lives */
  async begin(tx: Tx, caller: Caller, groupId: string, patientId: string): Promise<string> {
    await this.access.requirePatient(caller, patientId, tx);
    const zone = await this.times.zoneOf(tx, patientId);
    this.groups.lock(tx, groupId);
    return zone;
  }

  book(
    tx: Tx,
    { personId: bookedBy }: Caller,
    { group }: Counted,
    { patientId, zone }: { patientId: string; zone: string },
  ): Promise<string> {
    const { id: groupId, startsAt } = group;
    const lengthMin = minutes(group);
    const parties = [wholeTime(patientId, 'patient', lengthMin)];
    return this.scheduling.book(tx, {
      kind: 'group',
      patientId,
      patientZone: zone,
      groupId,
      startsAt,
      lengthMin,
      parties,
      bookedBy,
    });
  }
}

/** Places in groups: each is an appointment of its patient. */
@Injectable()
export class GroupPlaces {
  constructor(
    private readonly database: Database,
    private readonly views: GroupViews,
    private readonly rules: PlaceRules,
    private readonly booking: PlaceBooking,
  ) {}

  /** To patients those in which they have a place or can take one; to staff all. */
  async list(caller: Caller): Promise<GroupSession[]> {
    const { read } = this.database;
    const groups = await this.views.ahead(read);
    const shown = caller.role === 'patient' ? await this.forPatient(read, caller, groups) : groups;
    return this.views.show(read, caller, shown);
  }

  /**
   * @throws `care.not-found`, `care.no-team`, `scheduling.not-found`, `scheduling.booked-by-clinic`, `scheduling.not-booked`,
   *         `scheduling.in-group-already`, `scheduling.group-full`, `scheduling.slot-taken`, `scheduling.not-a-free-time`
   */
  async take(caller: Caller, groupId: string, patientId: string): Promise<{ appointmentId: string }> {
    return this.database.transact(async (tx) => {
      const zone = await this.booking.begin(tx, caller, groupId, patientId);
      const counted = await this.views.one(tx, groupId);
      const barrier = await this.rules.barrier(tx, caller, patientId);
      if (barrier) throw barrier;
      const calendars = await this.rules.keep(tx, patientId, [counted]);
      const [refused] = await this.rules.refusals(tx, [counted], { patientId, calendars });
      if (refused) throw refused;
      const appointmentId = await this.booking.book(tx, caller, counted, { patientId, zone });
      await this.views.record(tx, caller, 'book', appointmentId, patientId);
      return { appointmentId };
    });
  }

  private async forPatient(on: Db, caller: Caller, groups: readonly Counted[]): Promise<Counted[]> {
    const isOwn = ({ group }: Counted) => group.places.some(({ patientId }) => patientId === caller.personId);
    if (!groups.length || (await this.rules.barrier(on, caller, caller.personId))) return groups.filter(isOwn);
    const calendars = await this.rules.look(on, caller.personId, groups);
    const refusals = await this.rules.refusals(on, groups, { patientId: caller.personId, calendars });
    return groups.filter((one, i) => isOwn(one) || refusals[i] === null);
  }
}
