import { Injectable } from '@nestjs/common';

import type { FreeTime } from '#contracts';
import { DAY, Problem, type Span } from '#kernel';
import type { Db } from '#platform';
import type { NextDose } from '#protocols';
import { AvailabilityService, alsoTaken, type Calendars, isSamePoint, type Openings, type Refusal } from '#scheduling';
import { sessionProblems } from '#sessions';
import { appointmentsOf, type Course } from './course-booking.js';
import type { Calendar } from './domain/visit-window.js';
import { wantedPoint, whyNot, withVisit, withVisits } from './free-times.service.js';
import { attendeesOf, dosingParties, visitParties } from './parties.js';
import { integrationProblems } from './problems.js';
import { type Team, TeamReader } from './team.js';

type Asked = Readonly<{ people: Team; doses: readonly NextDose[]; calendars: Calendars; isMove?: boolean }>;
/** A time by its instant, as the planner compares it. */
export type SeriesTime = Readonly<{ number: number; startsAt: number; time: FreeTime }>;
type Opened = Readonly<{ dosing: Openings; visit: Openings }>;
type Refused = Pick<Refusal, 'code' | 'who'>;

/**
 * Two that are so many days apart share no day, and their visits share none with them, in whatever zone: each can be judged by itself.
 * Of what is nearer the later one is judged beside the one before it.
 */
const ALONE_DAYS = 4;

/** When the sessions of several doses could take place. `before`: the times that were chosen for those before, which are not booked yet. */
export class SeriesTimes {
  constructor(
    private readonly alone: ReadonlyMap<number, Opened>,
    private readonly beside: (number: number, within: Span, before: readonly SeriesTime[]) => Promise<Opened>,
    private readonly calendar: Calendar,
  ) {}

  /** Rising; each with its visit. @param number of the dose */
  async timesOf(number: number, within: Span, before: readonly SeriesTime[]): Promise<SeriesTime[]> {
    const opened = await this.opened(number, within, before);
    return opened.dosing.free(within).flatMap((startsAt) => this.timesAt(number, startsAt, opened));
  }

  /** What speaks against a start; nothing when it can be had. */
  async explain(number: number, at: number, before: readonly SeriesTime[]): Promise<readonly Refused[] | 'no-visit-time'> {
    const opened = await this.opened(number, { from: at, to: at + 1 }, before);
    const refusals = opened.dosing.explain(at);
    return refusals.length || this.timesAt(number, at, opened).length ? refusals : 'no-visit-time';
  }

  /**
   * All of them, one after the other.
   *
   * @param starts one for each dose; epoch ms
   * @throws `scheduling.slot-taken`, `scheduling.not-a-free-time`, `integration.no-visit-time`
   */
  async require(doses: readonly NextDose[], starts: readonly number[]): Promise<FreeTime[]> {
    const times: SeriesTime[] = [];
    for (const [i, { number }] of doses.entries()) {
      const at = starts[i]!;
      const opened = await this.opened(number, { from: at, to: at + 1 }, times);
      if (!opened.dosing.isBookable(at)) throw whyNot(opened.dosing.explain(at));
      const [time] = this.timesAt(number, at, opened);
      if (!time) throw integrationProblems.noVisitTime();
      times.push(time);
    }
    return times.map(({ time }) => time);
  }

  private timesAt(number: number, startsAt: number, { visit }: Opened): SeriesTime[] {
    return withVisit(startsAt, visit, this.calendar).map((time) => ({ number, startsAt, time }));
  }

  private async opened(number: number, within: Span, before: readonly SeriesTime[]): Promise<Opened> {
    const near = before.filter(({ startsAt }) => startsAt + ALONE_DAYS * DAY > within.from);
    return near.length ? this.beside(number, within, near) : this.alone.get(number)!;
  }
}

/** Looks at everybody's time for a whole series at once. */
@Injectable()
export class SeriesLook {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly team: TeamReader,
  ) {}

  /**
   * @param within epoch ms; covers every start that is asked for
   * @throws `sessions.already-booked` when one of the doses has got a session meanwhile
   */
  async of(db: Db, within: Span, { people, doses, calendars, isMove = false }: Asked): Promise<SeriesTimes> {
    const { id: patientId, zone } = people.patient;
    const own = calendars.of.get(patientId)!;
    const planned = own.planned.filter((one) => !doses.some(({ course }) => isSamePoint(one, course)));
    if (planned.length < own.planned.length && !isMove) throw sessionProblems.alreadyBooked();
    const others = { ...calendars, of: new Map(calendars.of).set(patientId, { ...own, planned }) }; // what moves together is in nobody's way
    const alone = await this.opened(db, { people, doses, calendars: others }, within);
    const byNumber = new Map(doses.map((dose) => [dose.number, dose]));
    const beside = async (number: number, part: Span, before: readonly SeriesTime[]) => {
      const dose = byNumber.get(number)!;
      const chosen = before.flatMap((one) => appointmentsOf(people, courseOf(patientId, byNumber.get(one.number)!, one)));
      const [opened] = await this.opened(db, { people, doses: [dose], calendars: alsoTaken(others, chosen) }, part);
      return opened!;
    };
    const calendar = await this.team.calendar(zone, withVisits(within), db);
    return new SeriesTimes(new Map(doses.map(({ number }, i) => [number, alone[i]!])), beside, calendar);
  }

  /** One for each dose, in their order. */
  private async opened(db: Db, { people, doses, calendars }: Asked, within: Span): Promise<Opened[]> {
    const { id: patientId, zone: gridZone } = people.patient;
    const attendees = attendeesOf(dosingParties(people), people);
    const parties = [
      { kind: 'integration', attendees: attendeesOf(visitParties(people), people) } as const,
      ...doses.map((dose) => ({ kind: 'dosing', attendees, course: { ...wantedPoint(dose), patientId } }) as const),
    ];
    const need = { parties, within: withVisits(within), gridZone, now: calendars.now };
    const [visit, ...dosing] = await this.availability.openings(db, need, calendars);
    return dosing.map((one) => ({ dosing: one, visit: visit! }));
  }
}

const courseOf = (patientId: string, { course: point }: NextDose, { time }: SeriesTime): Course => ({
  ...{ patientId, point, bookedBy: patientId },
  ...{ startsAt: new Date(time.startsAt), visitStartsAt: new Date(time.visitStartsAt) },
});

/** The code of a refusal that is an answer, and not a failure. @throws what is no refusal */
export function refusalCode(error: unknown): string {
  if (error instanceof Problem && error.kind === 'refused') return error.code.split('.')[1]!;
  throw error;
}
