import { Injectable } from '@nestjs/common';

import type { AppointmentAnswers, CancelReason, ListedAppointment, AppointmentTimes as TimesOnWire, WhyNot } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import type { Span } from '#kernel';
import { Database, type Db } from '#platform';
import { AppointmentAccess } from './appointment-access.js';
import { AppointmentViews, type AskedDays } from './appointment-bookings.service.js';
import { AppointmentTimes, type Meetings, type Wanted } from './appointment-times.js';
import { ChangesService } from './changes.service.js';
import type { SingleKind } from './domain/appointment-types.js';
import type { Refusal } from './domain/search.js';
import { schedulingProblems } from './problems.js';
import { SchedulingService } from './scheduling.service.js';
import type { SingleRow } from './single-appointment.repository.js';

/** Where an appointment could go. */
@Injectable()
export class AppointmentRoom {
  constructor(
    private readonly database: Database,
    private readonly access: AppointmentAccess,
    private readonly times: AppointmentTimes,
    private readonly views: AppointmentViews,
    private readonly identity: IdentityService,
  ) {}

  /** Times to which an appointment can be moved: others than its own, and that one with other people where these cannot any more. @throws `scheduling.not-found`, `scheduling.not-booked`, `scheduling.begun` */
  async listTimes(caller: Caller, id: string, { from, days }: AskedDays): Promise<TimesOnWire> {
    const { read } = this.database;
    const row = single(await this.access.requireAhead(read, caller, id));
    const within = await this.times.daysOf(read, await this.times.zoneOf(read, row.patientId), from, days);
    const meetings = await this.times.look(read, { ...moving(row), within });
    await this.access.recordRead(caller, 'list-appointment-times', row);
    const others = meetings.free(within).filter((at) => !isWhereItIs(row, meetings, at));
    return this.views.times(read, meetings, others, null);
  }

  /** What the rules say of every start. @param within epoch ms @throws as above */
  async answers(caller: Caller, id: string, within: Span): Promise<AppointmentAnswers> {
    const { read } = this.database;
    const row = single(await this.access.requireAhead(read, caller, id));
    const meetings = await this.times.look(read, { ...moving(row), within });
    const nameOf = await this.names(read, meetings);
    await this.access.recordRead(caller, 'list-appointment-times', row);
    const answers = meetings.all(within).map((at) => ({
      startsAt: new Date(at).toISOString(),
      whyNot: distinct(meetings.explain(at)).map(({ code, who }): WhyNot => ({ code, who: who && nameOf(who) })),
    }));
    return { lengthMin: meetings.gathering.type.lengthMin, answers };
  }

  private async names(on: Db, { gathering: { patient, seats } }: Meetings): Promise<(id: string) => string | null> {
    const ids = [patient, ...seats.flatMap(({ candidates }) => candidates)].map(({ id }) => id);
    const cards = await this.identity.people(on, ids);
    return (id) => cards.get(id)?.displayName ?? null;
  }
}

/** Moves appointments that have not begun. */
@Injectable()
export class AppointmentMoves {
  constructor(
    private readonly database: Database,
    private readonly access: AppointmentAccess,
    private readonly times: AppointmentTimes,
    private readonly scheduling: SchedulingService,
    private readonly changes: ChangesService,
  ) {}

  /**
   * The same people stay while they may.
   *
   * @throws `scheduling.not-found`, `scheduling.begun`, `scheduling.slot-taken`, `scheduling.not-a-free-time`, `scheduling.not-booked` when
   *         somebody else has just changed it, `scheduling.not-your-reason`
   */
  async move(caller: Caller, id: string, startsAt: Date, reason: CancelReason): Promise<ListedAppointment> {
    this.changes.requireOwnReason(caller, reason);
    await this.database.transact(async (tx) => {
      const row = single(await this.access.holdAhead(tx, caller, id));
      const meetings = await this.times.require(tx, moving(row), startsAt);
      const judged = await this.changes.judge(tx, id, reason);
      const { lengthMin } = meetings.gathering.type;
      const parties = meetings.partiesAt(startsAt.getTime());
      await this.scheduling.move(tx, [{ id, kind: row.kind, startsAt, lengthMin, parties, version: judged.version }]);
      this.changes.note(tx, id, { kind: 'moved', reason, by: caller.personId, toAt: startsAt }, judged);
      await this.access.record(tx, caller, 'move', row, reason);
    });
    const moved = await this.scheduling.findMany(this.database.read, [id]);
    return { ...moved.get(id)!, isCancellable: true, isMovable: true };
  }
}

type Single = SingleRow & Readonly<{ kind: SingleKind }>;
/** @throws `scheduling.stays-with-group` */
function single(row: SingleRow): Single {
  const { kind } = row;
  if (kind === 'group') throw schedulingProblems.staysWithGroup();
  return { ...row, kind };
}

const moving = ({ id, kind, patientId, parties }: Single): Omit<Wanted, 'within'> => ({
  kind,
  patientId,
  moving: { id, parties },
});

const isWhereItIs = ({ startsAt, parties }: Single, meetings: Meetings, at: number): boolean =>
  at === startsAt.getTime() &&
  meetings.partiesAt(at).every(({ personId }) => parties.some((party) => party.personId === personId));

/** What is said of several is said once. */
const distinct = (refusals: readonly Refusal[]): Refusal[] => [
  ...new Map(refusals.map((refusal) => [`${refusal.code} ${refusal.who}`, refusal])).values(),
];
