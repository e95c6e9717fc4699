import { Injectable } from '@nestjs/common';

import type { FreeTime } from '#contracts';
import { Problem, type Span } from '#kernel';
import type { Db } from '#platform';
import type { NextDose } from '#protocols';
import { AvailabilityService, type Calendars, isSamePoint, type Openings, type Refusal } from '#scheduling';
import { sessionProblems } from '#sessions';
import type { Calendar } from './domain/visit-window.js';
import { wantedPoint, whyNot, withVisit, withVisits } from './free-times.service.js';
import { attendeesOf, dosingParties, visitParties } from './parties.js';
import { integrationProblems } from './problems.js';
import { type Team, TeamReader } from './team.js';

type Asked = Readonly<{ people: Team; doses: readonly NextDose[]; calendars: Calendars; isMove?: boolean }>;
/** A time by its instant, as the planner compares it. */
export type SeriesTime = Readonly<{ startsAt: number; time: FreeTime }>;

/**
 * When the sessions of several doses could take place, each by itself: those of a series stand so far apart that none is in another's
 * way (`seriesApart`).
 */
export class SeriesTimes {
  constructor(
    private readonly dosing: ReadonlyMap<number, Openings>,
    private readonly visit: Openings,
    private readonly calendar: Calendar,
  ) {}

  /** Rising; each with its visit. @param number of the dose */
  timesOf(number: number, within: Span): SeriesTime[] {
    const starts = this.dosing.get(number)!.free(within);
    return starts.flatMap((startsAt) => withVisit(startsAt, this.visit, this.calendar).map((time) => ({ startsAt, time })));
  }

  /** What speaks against a start; nothing when it can be had. */
  explain(number: number, at: number): readonly Pick<Refusal, 'code' | 'who'>[] | 'no-visit-time' {
    const refusals = this.dosing.get(number)!.explain(at);
    return refusals.length || withVisit(at, this.visit, this.calendar).length ? refusals : 'no-visit-time';
  }

  /** @throws `scheduling.slot-taken`, `scheduling.not-a-free-time`, `integration.no-visit-time` */
  require(number: number, at: number): FreeTime {
    const dosing = this.dosing.get(number)!;
    if (!dosing.isBookable(at)) throw whyNot(dosing.explain(at));
    const [time] = withVisit(at, this.visit, this.calendar);
    if (!time) throw integrationProblems.noVisitTime();
    return time;
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
    const attendees = attendeesOf(dosingParties(people), people);
    const parties = [
      { kind: 'integration', attendees: attendeesOf(visitParties(people), people) } as const,
      ...doses.map((dose) => ({ kind: 'dosing', attendees, course: { ...wantedPoint(dose), patientId } }) as const),
    ];
    const need = { parties, within: withVisits(within), gridZone: zone, now: calendars.now };
    const [[visit, ...dosing], calendar] = await Promise.all([
      this.availability.openings(db, need, others),
      this.team.calendar(zone, withVisits(within), db),
    ]);
    return new SeriesTimes(new Map(doses.map(({ number }, i) => [number, dosing[i]!])), visit!, calendar);
  }
}

/** The code of a refusal that is an answer, and not a failure. @throws what is no refusal */
export function refusalCode(error: unknown): string {
  if (error instanceof Problem && error.kind === 'refused') return error.code.split('.')[1]!;
  throw error;
}
