import { Injectable } from '@nestjs/common';

import type { FreeTime, FreeTimes } from '#contracts';
import type { Caller } from '#identity';
import { DAY, MINUTE, Problem, type Span } from '#kernel';
import { allSent, Database, type Db, type Tx } from '#platform';
import { type NextDose, ProtocolsService } from '#protocols';
import {
  AvailabilityService,
  apartRules,
  type Calendars,
  explain,
  isSamePoint,
  type Openings,
  type Refusal,
  schedulingProblems,
  search,
  visitsOf,
  type WantedPoint,
} from '#scheduling';
import { sessionProblems } from '#sessions';
import { type Calendar, visitWindow } from './domain/visit-window.js';
import { attendeesOf, BOOKING_RULES, dosingParties, type People, visitParties } from './parties.js';
import { integrationProblems } from './problems.js';
import { type Standing, StandingReader } from './standing.js';
import { TeamReader } from './team.js';

const { dosingMin, visitMin, visitAfterHours } = BOOKING_RULES;
/** What would not speak against a time if nothing else were booked. */
export const IS_TAKEN: ReadonlySet<Refusal['code']> = new Set(['taken', 'no-pause', 'day-full']);
/**
 * `from`: first calendar day in the patient's zone, `YYYY-MM-DD`. The time of some appointments counts as free: of those that are to be
 * moved (`moving`), and of what is only held for the same patient.
 */
export type Asked = Readonly<{ from: string; days: number; moving?: readonly string[] }>;
type Wanted = Readonly<{ people: People; dose: NextDose }>;
type Bookable =
  | Readonly<{ dose: NextDose; bookable: Span | null; refusal?: undefined }>
  | Readonly<{ dose?: undefined; bookable?: undefined; refusal: Problem }>;
type Found = Readonly<{ times: FreeTime[]; reason: string | null }>;
const iso = (at: number) => new Date(at).toISOString();

/** The times that a patient is shown: each can be had whole, the dosing session and the visit on the day after. */
@Injectable()
export class FreeTimesService {
  constructor(
    private readonly database: Database,
    private readonly team: TeamReader,
    private readonly protocols: ProtocolsService,
    private readonly availability: AvailabilityService,
    private readonly standings: StandingReader,
  ) {}

  /**
   * @returns    times, or the reason why there are none; a refusal of the protocol is such a reason
   * @throws     `care.not-found`, `care.no-team`
   */
  async list(caller: Caller, patientId: string, { from, days, moving = [] }: Asked): Promise<FreeTimes> {
    const people = await this.team.readFor(caller, patientId, moving.length ? 'rescheduling' : 'planning');
    const zones = { zone: people.patient.zone, clinicZone: await this.team.clinicZone(this.database.read) };
    const firstDay = Date.parse(`${from}T00:00:00Z`) / DAY;
    const utc = { from: firstDay * DAY, to: (firstDay + days) * DAY };
    const calendar = await this.team.calendar(people.patient.zone, utc);
    const asked = { from: calendar.midnightOf(firstDay), to: calendar.midnightOf(firstDay + days) };
    const found = await this.find(patientId, people, asked, moving);
    const reason = found.reason ?? (found.times.length ? null : 'no-common-time');
    return { ...zones, times: found.times, reason };
  }

  /**
   * Where a patient stands who wants a time, for `require`: kept as it is until this transaction ends. What is refused by what stands
   * already need not wait for others who are at it.
   *
   * @throws as `StandingReader.read` and `require` do
   */
  async standing(...asked: Parameters<StandingReader['read']>): Promise<Standing> {
    const [tx, , , startsAt] = asked;
    const seen = await this.standings.read(...asked);
    if (seen.isKept) return seen;
    if (!seen.held) await this.require(tx, seen, startsAt);
    return this.standings.keep(tx, seen);
  }

  /**
   * The free time that starts at an instant, by the calendars that were read.
   *
   * @throws `scheduling.slot-taken` when it could be had but for other bookings, `scheduling.not-a-free-time` when never,
   *         `integration.no-visit-time`, `sessions.already-booked` when the dose has got a session meanwhile
   */
  async require(tx: Tx, standing: Standing, startsAt: Date): Promise<FreeTime> {
    const at = startsAt.getTime();
    const { dosing, visit, calendar } = await this.openings(tx, { from: at, to: at + 1 }, standing, standing.calendars);
    if (!dosing.isBookable(at)) throw whyNot(dosing.explain(at));
    requireUnbooked(standing);
    const [time] = withVisit(at, visit, calendar);
    if (!time) throw integrationProblems.noVisitTime();
    return time;
  }

  /**
   * What is kept for a patient is theirs, but something else of their course may have been booked near it since.
   *
   * @throws `scheduling.not-a-free-time`, `sessions.already-booked`
   */
  requireApart(standing: Standing, startsAt: Date): void {
    const { people, dose, calendars } = standing;
    const within = { from: startsAt.getTime(), to: startsAt.getTime() + 1 };
    const own = calendars.of.get(people.patient.id)!;
    const rules = apartRules(wantedPoint(dose), own.planned, visitsOf(own));
    const [refusal] = explain(search({ within, grid: { everyMin: 1, table: null }, rules, people: [] }), within.from);
    if (refusal) throw schedulingProblems.notAFreeTime({ reason: refusal.code });
    requireUnbooked(standing);
  }

  /**
   * The first time of use to somebody who waits, kept from everybody else until this transaction ends. What they have booked already does
   * not keep them from another one, and is taken.
   *
   * @param terms.instead what they have booked, and would give up for it
   * @param terms.now as if it were so late: by then they have answered, and whoever wants notice still gets it. Epoch ms
   * @throws `scheduling.slot-taken` when somebody was quicker, and the protocol's refusals
   */
  async first(
    tx: Tx,
    { patient, ...others }: People,
    within: Span,
    { now, instead, isUseful }: Readonly<{ now: number; instead: string | null; isUseful: (startsAt: number) => boolean }>,
  ): Promise<Readonly<{ time: FreeTime; dose: NextDose }> | null> {
    const people = { patient, ...others };
    const { bookable, dose, refusal } = await this.bookable(patient.id, within, instead === null ? [] : [instead]);
    if (refusal) throw refusal;
    if (!bookable) return null;
    const firstOf = async (part: Span, calendars: Calendars): Promise<FreeTime | null> => {
      const { dosing, visit, calendar } = await this.openings(tx, part, { people, dose }, { ...calendars, now });
      const useful = dosing.free(part).filter(isUseful);
      return useful.flatMap((startsAt) => withVisit(startsAt, visit, calendar))[0] ?? null;
    };
    const ids = [...new Set(Object.values(people).map(({ id }) => id))];
    const seen = await firstOf(bookable, await this.availability.look(tx, ids, { within: withVisits(bookable) }));
    if (!seen) return null;
    const part = { from: Date.parse(seen.startsAt), to: Date.parse(seen.startsAt) + 1 };
    const kept = await firstOf(part, await this.availability.keep(tx, ids, { within: withVisits(part) }));
    if (!kept) throw schedulingProblems.slotTaken();
    return { time: kept, dose };
  }

  private async find(patientId: string, people: People, asked: Span, moving: readonly string[]): Promise<Found> {
    const { read } = this.database;
    const { bookable, dose, refusal } = await this.bookable(patientId, asked, moving);
    if (refusal) return { times: [], reason: refusal.code.split('.')[1]! };
    if (!bookable) return { times: [], reason: null };
    const calendars = await this.look(people, bookable, moving);
    const { dosing, visit, calendar } = await this.openings(read, bookable, { people, dose }, calendars);
    return { times: dosing.free(bookable).flatMap((startsAt) => withVisit(startsAt, visit, calendar)), reason: null };
  }

  /** The part of a stretch of time in which the protocol's spacing allows a start, or why the protocol allows none. */
  private async bookable(patientId: string, asked: Span, moving: readonly string[]): Promise<Bookable> {
    try {
      const dose = await this.protocols.nextDose(this.database.read, patientId, moving);
      const from = Math.max(asked.from, dose.earliestAt?.getTime() ?? 0);
      return { dose, bookable: from < asked.to ? { from, to: asked.to } : null };
    } catch (error) {
      if (error instanceof Problem && error.kind === 'refused') return { refusal: error };
      throw error;
    }
  }

  /** Everybody's time for sessions that start in a stretch of time; what is held for the patient counts as free. */
  private look(people: People, asked: Span, moving: readonly string[] = []): Promise<Calendars> {
    const ids = [...new Set(Object.values(people).map(({ id }) => id))];
    const look = { within: withVisits(asked), except: moving, heldFor: people.patient.id };
    return this.availability.look(this.database.read, ids, look);
  }

  /** When the people can meet for a session that starts in a stretch of time, and for the visit after it. */
  private async openings(db: Db, asked: Span, { people, dose }: Wanted, calendars: Calendars) {
    const within = withVisits(asked);
    const course = { ...wantedPoint(dose), patientId: people.patient.id };
    const parties = [
      { kind: 'dosing', attendees: attendeesOf(dosingParties(people), people), course },
      { kind: 'integration', attendees: attendeesOf(visitParties(people), people) },
    ] as const;
    const need = { parties, within, gridZone: people.patient.zone, now: calendars.now };
    const [[dosing, visit], calendar] = await allSent([
      this.availability.openings(db, need, calendars),
      this.team.calendar(people.patient.zone, within, db),
    ]);
    return { dosing: dosing!, visit: visit!, calendar };
  }
}

/** Which one of its course a dose is, and from when on. */
export const wantedPoint = ({ course, afterDays, earliestAt }: NextDose): WantedPoint => ({
  afterDays,
  ...course,
  notBefore: earliestAt?.getTime() ?? null,
});

/** Which dose is next was read before anybody's time was kept: it may have got a session meanwhile. */
function requireUnbooked({ people, dose, calendars, look }: Standing): void {
  const { planned } = calendars.of.get(people.patient.id)!;
  const isMoved = (look.except ?? []).length > 0;
  if (!isMoved && planned.some((one) => isSamePoint(one, dose.course))) throw sessionProblems.alreadyBooked();
}

/** The visit begins on the day after. */
export const withVisits = ({ from, to }: Span): Span => ({ from, to: to + 3 * DAY });

/** By what else of the same course is booked. */
const IS_APART: ReadonlySet<Refusal['code']> = new Set(['too-near', 'out-of-order', 'before-visit']);

export function whyNot(refusals: readonly Refusal[]): Problem {
  const never = refusals.find(({ code }) => !IS_TAKEN.has(code) && !IS_APART.has(code));
  if (never) return schedulingProblems.notAFreeTime({ reason: never.code });
  const apart = refusals.every(({ code }) => IS_APART.has(code)) ? refusals[0] : undefined;
  return apart ? schedulingProblems.notAFreeTime({ reason: apart.code }) : schedulingProblems.slotTaken();
}

/** A start together with the first free time of its visit; nothing when the visit has none. */
export function withVisit(startsAt: number, visit: Openings, calendar: Calendar): FreeTime[] {
  const endsAt = startsAt + dosingMin * MINUTE;
  const [visitAt] = visit.free(visitWindow(endsAt, calendar, visitAfterHours));
  if (visitAt === undefined) return [];
  return [
    { startsAt: iso(startsAt), endsAt: iso(endsAt), visitStartsAt: iso(visitAt), visitEndsAt: iso(visitAt + visitMin * MINUTE) },
  ];
}
