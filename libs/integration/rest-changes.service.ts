import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { BookedDosingSession, CancelReason, Rest, SeriesPlan } from '#contracts';
import type { Caller } from '#identity';
import { DAY, toLocal } from '#kernel';
import { Database, type Tx } from '#platform';
import { protocolProblems } from '#protocols';
import { AvailabilityService, schedulingProblems } from '#scheduling';
import { CancellationService } from './cancellation.service.js';
import { CourseMover, type Going } from './course-mover.js';
import { CourseRest, type RestPlace } from './course-rest.js';
import { SeriesRecord, spreadOf } from './course-series.service.js';
import { areApart, inSeries, nearestApart, shiftedTarget, type Target } from './domain/series-plan.js';
import { refusalCode, SeriesLook } from './series-look.js';
import { SeriesPeople, SeriesProposer } from './series-plan.service.js';
import { SeriesReader } from './series-reader.js';
import { TeamReader } from './team.js';

const NOTHING = { everyDays: 0, apartDays: 0, members: [] };
const own = (rest: readonly RestPlace[]) => rest.flatMap(({ appointmentId, visit }) => [appointmentId, visit.appointmentId]);

/** Shows and cancels a session together with all that is booked behind it. */
@Injectable()
export class RestCancellation {
  constructor(
    private readonly database: Database,
    private readonly rest: CourseRest,
    private readonly cancellations: CancellationService,
    private readonly team: TeamReader,
    private readonly audit: Audit,
  ) {}

  /** @throws `sessions.not-found`, `scheduling.not-booked` */
  async read(caller: Caller, sessionId: string): Promise<Rest> {
    const rest = await this.rest.read(this.database.read, caller, sessionId);
    const [{ patientId: subjectPersonId }] = rest as [RestPlace];
    const act = { action: 'read-change-terms', objectType: 'dosing-session', objectId: sessionId, subjectPersonId };
    await this.audit.recordRead(caller, act);
    const sessions = await Promise.all(
      rest.map(async ({ sessionId: id, number, startsAt }) => {
        const { isLate, costs } = await this.cancellations.costsAt(startsAt);
        return { sessionId: id, number, startsAt: startsAt.toISOString(), isLate, costs };
      }),
    );
    return { ...(await this.team.zonesOf(subjectPersonId)), sessions };
  }

  /** @throws `sessions.not-found`, `sessions.begun`, `sessions.session-over`, `sessions.already-dosed`, `scheduling.not-your-reason` */
  async cancel(caller: Caller, sessionId: string, reason: CancelReason): Promise<void> {
    await this.database.transact(async (tx) => {
      for (const one of await this.rest.requireMovable(tx, caller, sessionId))
        await this.cancellations.cancelIn(tx, caller, one.sessionId, reason);
    });
  }
}

/** So many days later, or earlier; `minute`: after midnight where the patient lives, null for its own time. */
export type Shift = Readonly<{ days: number; minute: number | null }>;

/** What a move of the first means for the others. */
@Injectable()
export class RestPeople {
  constructor(
    private readonly people: SeriesPeople,
    private readonly availability: AvailabilityService,
    private readonly audit: Audit,
  ) {}

  /** All of them go as many days later or earlier. @throws `care.not-found`, `care.no-team` */
  async of(caller: Caller, rest: readonly RestPlace[], { days, minute }: Shift) {
    const [{ patientId, sessionId: objectId }] = rest as [RestPlace];
    const { team, ...zones } = await this.people.of(caller, patientId, 'rescheduling');
    const act = { action: 'plan-series', objectType: 'dosing-session', objectId, subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    const ats = rest.map(({ startsAt }) => startsAt.getTime());
    const reach = { from: Math.min(...ats) - (Math.abs(days) + 3) * DAY, to: Math.max(...ats) + (Math.abs(days) + 3) * DAY };
    const table = await this.availability.zoneTable(team.patient.zone, reach);
    const targets = rest.map(({ number, startsAt }): Target => {
      const at = startsAt.getTime();
      return shiftedTarget(number, at, days, minute ?? toLocal(table, at).minute, table);
    });
    return { people: team, targets, zones };
  }
}

/** Proposes where a session and all that is booked behind it could go. */
@Injectable()
export class RestPlans {
  constructor(
    private readonly database: Database,
    private readonly rest: CourseRest,
    private readonly reader: SeriesReader,
    private readonly proposer: SeriesProposer,
    private readonly people: RestPeople,
  ) {}

  /** @throws `sessions.not-found`, `scheduling.not-booked`, `care.no-team` */
  async plan(caller: Caller, sessionId: string, shift: Shift): Promise<SeriesPlan> {
    const { read } = this.database;
    const rest = await this.rest.read(read, caller, sessionId);
    const [{ patientId }] = rest as [RestPlace];
    const { people, targets, zones } = await this.people.of(caller, rest, shift);
    try {
      const doses = await this.reader.doses(read, patientId, own(rest));
      if (doses.length !== rest.length) throw protocolProblems.doseNotPlanned();
      const members = await this.proposer.propose(read, { people, doses, targets, moving: own(rest) });
      return { ...zones, ...NOTHING, apartDays: nearestApart(inSeries(doses)), members, reason: null };
    } catch (error) {
      return { ...zones, ...NOTHING, reason: refusalCode(error) };
    }
  }
}

/** Judges where all of them go, in the transaction that moves them. */
@Injectable()
export class RestJudge {
  constructor(
    private readonly reader: SeriesReader,
    private readonly series: SeriesLook,
  ) {}

  async judge(tx: Tx, caller: Caller, rest: readonly RestPlace[], startsAt: readonly Date[]) {
    const [{ patientId }] = rest as [RestPlace];
    const starts = startsAt.map((one) => one.getTime());
    const within = spreadOf(starts);
    const standing = await this.reader.keep(tx, caller, patientId, { within, moving: own(rest) });
    const { doses, people } = standing;
    if (doses.length !== rest.length) throw protocolProblems.doseNotPlanned();
    if (!areApart(starts, inSeries(doses))) throw schedulingProblems.notAFreeTime({ reason: 'too-near' });
    const look = await this.series.of(tx, within, { ...standing, isMove: true });
    const times = await look.require(doses, starts);
    const moves = rest.map((place, i): Going => {
      const visitStartsAt = new Date(times[i]!.visitStartsAt);
      return { place, to: { patientId, bookedBy: caller.personId, startsAt: startsAt[i]!, visitStartsAt } };
    });
    return { people, moves };
  }
}

/** Moves a session together with all that is booked behind it. */
@Injectable()
export class RestMoves {
  constructor(
    private readonly database: Database,
    private readonly rest: CourseRest,
    private readonly judge: RestJudge,
    private readonly mover: CourseMover,
    private readonly record: SeriesRecord,
  ) {}

  /**
   * All of them or none.
   *
   * @param startsAt one for each, in the order of their doses
   * @throws `sessions.not-found`, `sessions.begun`, `sessions.session-over`, `scheduling.not-booked`, `scheduling.slot-taken`,
   *         `scheduling.not-a-free-time`, `scheduling.too-near`, `integration.no-visit-time`, and the protocol's refusals
   */
  async move(caller: Caller, sessionId: string, { startsAt, reason }: WantedMove): Promise<BookedDosingSession[]> {
    const places = await this.database.transact(async (tx) => {
      const rest = await this.rest.requireMovable(tx, caller, sessionId);
      if (rest.length !== startsAt.length) throw schedulingProblems.notBooked(); // somebody has cancelled or booked one meanwhile
      const { people, moves } = await this.judge.judge(tx, caller, rest, startsAt);
      await this.mover.moveAll(tx, caller, moves, { people, reason });
      return rest;
    });
    return this.record.views(places);
  }
}
type WantedMove = Readonly<{ startsAt: readonly Date[]; reason: CancelReason }>;
