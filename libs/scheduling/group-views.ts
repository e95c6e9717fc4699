import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { GroupSession } from '#contracts';
import { type Caller, IdentityService, type PersonCard } from '#identity';
import type { Db, Tx } from '#platform';
import { isOverRatio, placesLeft, placesTold } from './domain/group.js';
import { GroupRepository, type GroupRow } from './group.repository.js';
import { GroupTimes } from './group-times.js';
import { schedulingProblems } from './problems.js';

type Seen = Readonly<{ visible: readonly string[] | 'all'; names: ReadonlyMap<string, PersonCard>; clinicZone: string }>;
/** A group and how many of those who lead it are there. */
export type Counted = Readonly<{ group: GroupRow; present: number }>;

/** Whether somebody may move and cancel a group: those who lead it, and admins. */
export const leads = ({ personId, role }: Caller, { leaders }: GroupRow): boolean =>
  role === 'admin' || leaders.some((leader) => leader.personId === personId);

/** Group sessions as they cross the wire: what one patient is told says nothing of another. */
@Injectable()
export class GroupViews {
  constructor(
    private readonly groups: GroupRepository,
    private readonly times: GroupTimes,
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  async ahead(on: Db): Promise<Counted[]> {
    return this.counted(on, await this.groups.findAhead(on));
  }

  /** @throws `scheduling.not-found` */
  async one(on: Db, id: string): Promise<Counted> {
    const group = await this.groups.find(on, id);
    if (!group) throw schedulingProblems.notFound();
    return (await this.counted(on, [group]))[0]!;
  }

  async show(on: Db, caller: Caller, counted: readonly Counted[]): Promise<GroupSession[]> {
    const visible = await this.care.patientsOf(caller, 'schedule');
    const ids = counted.flatMap(({ group: { leaders, places } }) => [
      ...leaders.map(({ personId }) => personId),
      ...places.map(({ patientId }) => patientId),
    ]);
    const seen = {
      visible,
      names: await this.identity.people(on, [...new Set(ids)]),
      clinicZone: await this.times.clinicZone(on),
    };
    const shown = counted.map((one) => onWire(caller, one, seen));
    const patientIds = new Set(shown.flatMap(({ places }) => places.map(({ patientId }) => patientId)));
    await this.audit.recordList(caller, { action: 'list-groups', objectType: 'appointment' }, patientIds);
    return shown;
  }

  record(tx: Tx, caller: Caller, action: string, objectId: string, subjectPersonId?: string): Promise<void> {
    const act = { action, objectType: 'appointment', objectId };
    return this.audit.record(tx, caller, subjectPersonId === undefined ? act : { ...act, subjectPersonId });
  }

  private async counted(on: Db, groups: readonly GroupRow[]): Promise<Counted[]> {
    const present = await this.times.present(on, groups);
    return groups.map((group) => ({ group, present: present.get(group.id) ?? 0 }));
  }
}

function onWire(caller: Caller, { group, present }: Counted, { visible, names, clinicZone }: Seen): GroupSession {
  const { id, startsAt, endsAt, leaders, places, taken, patientsPerStaff } = group;
  const isPatient = caller.role === 'patient';
  const isLed = !isPatient && leads(caller, group);
  const room = { patientsPerStaff, present, taken };
  const left = placesLeft(room);
  const nameOf = (personId: string) => names.get(personId)?.displayName ?? '';
  const shown = places.filter(({ patientId }) => isLed || visible === 'all' || visible.includes(patientId));
  return {
    ...{ id, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), clinicZone, isLed },
    leaders: leaders.map(({ personId }) => ({ personId, displayName: nameOf(personId) })),
    placesLeft: isPatient ? placesTold(left) : left,
    taken: isPatient ? null : taken,
    isOverRatio: !isPatient && isOverRatio(room),
    places: shown.map(({ appointmentId, patientId }) => ({ appointmentId, patientId, patientName: nameOf(patientId) })),
  };
}
