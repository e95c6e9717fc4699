import { Injectable } from '@nestjs/common';

import type { GroupLeader, GroupSession, WhyNot } from '#contracts';
import { AuthorityService } from '#credentials';
import type { Caller, StaffCard } from '#identity';
import { Database, type Db, Outbox, type Tx } from '#platform';
import { refusalOf } from './appointment-times.js';
import { AvailabilityService } from './availability.service.js';
import type { Calendars } from './calendar.repository.js';
import { leadersNeeded } from './domain/group.js';
import type { Refusal } from './domain/search.js';
import { GroupRepository, type GroupRow } from './group.repository.js';
import { minutes } from './group-places.service.js';
import { GroupChanges } from './group-sessions.service.js';
import { GroupTimes, type Leading } from './group-times.js';
import { GroupViews } from './group-views.js';
import { leadChanged, leadersChanged } from './messages.js';
import { schedulingProblems } from './problems.js';

/** Why somebody cannot lead a group that there is. `no-licence`: for where a patient of it is, as far as anybody knows. */
type LeaderRefusal = Readonly<{ code: Refusal['code'] | 'no-licence'; who: string | null }>;
/** When a group begins is settled: where on the clock, and how soon. */
const SETTLED: ReadonlySet<Refusal['code']> = new Set(['off-grid', 'too-soon']);
const spanOf = ({ startsAt, endsAt }: GroupRow) => ({ from: startsAt.getTime(), to: endsAt.getTime() });

/** What keeps clinicians from leading a group that there is: the same for what is shown and for what is done. */
@Injectable()
export class LeaderRules {
  constructor(
    private readonly times: GroupTimes,
    private readonly availability: AvailabilityService,
    private readonly authority: AuthorityService,
  ) {}

  clinicians(on: Db): Promise<StaffCard[]> {
    return this.times.clinicians(on);
  }

  clinicZone(on: Db): Promise<string> {
    return this.times.clinicZone(on);
  }

  /** @throws `care.not-found`, `scheduling.group-needs` */
  leading(on: Db, staffIds: readonly string[]): Promise<Leading> {
    return this.times.leading(on, staffIds);
  }

  look(on: Db, group: GroupRow, ids: readonly string[]): Promise<Calendars> {
    return this.availability.look(on, ids, { within: spanOf(group), except: [group.id] });
  }

  /** The same, kept from everybody else until this transaction ends. */
  keep(tx: Tx, group: GroupRow, ids: readonly string[]): Promise<Calendars> {
    return this.availability.keep(tx, ids, { within: spanOf(group), except: [group.id] });
  }

  /** Of each what speaks against it, in their order. @param calendars of all of them */
  async refusals(on: Db, group: GroupRow, cards: readonly StaffCard[], calendars: Calendars): Promise<LeaderRefusal[][]> {
    const look = { within: spanOf(group), lengthMin: minutes(group), zone: group.zone, calendars };
    const openings = await this.times.ofEach(on, cards, look);
    const unlicensed = await this.unlicensed(on, group, cards);
    return cards.map(({ id }, i) => [
      ...openings[i]!.explain(look.within.from).filter(({ code }) => !SETTLED.has(code)),
      ...(unlicensed.has(id) ? ([{ code: 'no-licence', who: null }] as const) : []),
    ]);
  }

  /** Those who may not treat one of the patients on that day, whatever their part is. */
  private async unlicensed(on: Db, { places, startsAt }: GroupRow, cards: readonly StaffCard[]): Promise<Set<string>> {
    const treated = cards.flatMap(({ id: personId }) =>
      places.map(({ patientId, zone }) => ({ patientId, personId, at: startsAt.getTime(), zone, act: 'treat' as const })),
    );
    const may = await this.authority.mayHave(on, treated);
    return new Set(treated.filter((_, i) => !may[i]!.isMet).map(({ personId }) => personId));
  }
}

/** Writes down who leads a group from now on. */
@Injectable()
export class LeaderChanges {
  constructor(
    private readonly groups: GroupRepository,
    private readonly views: GroupViews,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `scheduling.slot-taken` */
  async change(tx: Tx, caller: Caller, group: GroupRow, { leaders }: Leading): Promise<void> {
    if (!(await this.groups.changeLeaders(tx, group, leaders))) throw schedulingProblems.slotTaken();
    await this.views.record(tx, caller, 'change-leaders', group.id);
    await this.outbox.append(tx, leadChanged, {
      appointmentId: group.id,
      version: group.version + 1,
      ...swapped(group, leaders),
    });
    for (const { appointmentId, patientId, version } of group.places) {
      await this.views.record(tx, caller, 'change-leaders', appointmentId, patientId);
      await this.outbox.append(tx, leadersChanged, { appointmentId, version: version + 1 });
    }
  }

  async show(on: Db, caller: Caller, id: string): Promise<GroupSession> {
    return (await this.views.show(on, caller, [await this.views.one(on, id)]))[0]!;
  }
}

/** Who leads a group, and who could instead. */
@Injectable()
export class GroupLeaders {
  constructor(
    private readonly database: Database,
    private readonly groups: GroupChanges,
    private readonly rules: LeaderRules,
    private readonly changes: LeaderChanges,
  ) {}

  /** Who could lead a group at all. */
  async list(): Promise<{ clinicZone: string; clinicians: GroupLeader[] }> {
    const { read } = this.database;
    const clinicians = (await this.rules.clinicians(read)).map((card) => asLeader(card, false, []));
    return { clinicZone: await this.rules.clinicZone(read), clinicians };
  }

  /** @throws `scheduling.not-found`, `scheduling.not-booked`, `scheduling.begun` */
  async read(caller: Caller, id: string) {
    const { read } = this.database;
    const group = await this.groups.require(read, caller, id);
    const cards = await this.rules.clinicians(read);
    const ids = cards.map((card) => card.id);
    const refusals = await this.rules.refusals(read, group, cards, await this.rules.look(read, group, ids));
    const clinicians = cards.map((card, i) => {
      const isLeading = isIn(group, card);
      return asLeader(card, isLeading, isLeading ? [] : refusals[i]!);
    });
    return { clinicians, taken: group.taken, patientsPerStaff: group.patientsPerStaff };
  }

  /**
   * Those who stay are not asked anew; whoever is new has the time, and may treat everybody who comes.
   *
   * @throws `care.not-found`, `scheduling.not-found`, `scheduling.not-booked`, `scheduling.begun`, `scheduling.group-needs`,
   *         `scheduling.too-few-leaders`, `scheduling.not-licensed`, `scheduling.slot-taken`, `scheduling.not-a-free-time`
   */
  async change(caller: Caller, id: string, staffIds: readonly string[]): Promise<GroupSession> {
    await this.database.transact(async (tx) => {
      const group = await this.groups.hold(tx, caller, id);
      const leading = await this.rules.leading(tx, staffIds);
      if (leading.leaders.length < leadersNeeded(group)) throw schedulingProblems.tooFewLeaders();
      const incoming = leading.cards.filter((card) => !isIn(group, card));
      const calendars = await this.rules.keep(
        tx,
        group,
        incoming.map((card) => card.id),
      );
      requireFit((await this.rules.refusals(tx, group, incoming, calendars)).flat());
      await this.changes.change(tx, caller, group, leading);
    });
    return this.changes.show(this.database.read, caller, id);
  }
}

/** Who leads it now and did not before, and who no more. */
function swapped({ leaders: old }: GroupRow, leaders: Leading['leaders']): Readonly<{ came: string[]; gone: string[] }> {
  const [before, now] = [old.map(({ personId }) => personId), leaders.map(({ personId }) => personId)];
  return { came: now.filter((id) => !before.includes(id)), gone: before.filter((id) => !now.includes(id)) };
}

const isIn = ({ leaders }: GroupRow, { id }: StaffCard): boolean => leaders.some(({ personId }) => personId === id);

const asLeader = ({ id, displayName }: StaffCard, isLeading: boolean, refusals: readonly LeaderRefusal[]): GroupLeader => ({
  ...{ personId: id, displayName, isLeading },
  whyNot: refusals.map(({ code, who }): WhyNot => ({ code, who: who === id ? displayName : null })),
});

function requireFit(refusals: readonly LeaderRefusal[]): void {
  const ofTime = refusals.filter((one): one is Refusal => one.code !== 'no-licence');
  if (ofTime.length < refusals.length) throw schedulingProblems.notLicensed();
  const refusal = refusalOf(ofTime);
  if (refusal) throw refusal;
}
