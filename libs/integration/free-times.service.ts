import { Injectable } from '@nestjs/common';

import type { FreeTime, FreeTimes } from '#contracts';
import type { Caller } from '#identity';
import { DAY, MINUTE, Problem, type Span } from '#kernel';
import { Clock, Database, type Db, type Reader } from '#platform';
import { ProtocolsService } from '#protocols';
import { AvailabilityService, type Openings, type Refusal, schedulingProblems } from '#scheduling';
import { type Calendar, visitWindow } from './domain/visit-window.js';
import { attendeesOf, BOOKING_RULES, dosingParties, type People, visitParties } from './parties.js';
import { integrationProblems } from './problems.js';
import { TeamReader } from './team.js';

const { dosingMin, visitMin, visitAfterHours } = BOOKING_RULES;
/** What would not speak against a time if nothing else were booked. */
export const IS_TAKEN: ReadonlySet<Refusal['code']> = new Set(['taken', 'no-pause', 'day-full']);
/**
 * `from`: first calendar day in the patient's zone, `YYYY-MM-DD`. The time of some appointments counts as free: of those that are to be
 * moved (`moving`), and of what is only held for the same patient (`held`).
 */
export type Asked = Readonly<{ from: string; days: number; moving?: readonly string[]; held?: readonly string[] }>;
type Own = Readonly<{ moving: readonly string[]; held: readonly string[] }>;
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
    private readonly clock: Clock,
  ) {}

  /**
   * @returns    times, or the reason why there are none; a refusal of the protocol is such a reason
   * @throws     `care.not-found`, `care.no-team`
   */
  async list(caller: Caller, patientId: string, { from, days, moving = [], held = [] }: Asked): Promise<FreeTimes> {
    const people = await this.team.readFor(caller, patientId);
    const zones = { zone: people.patient.zone, clinicZone: await this.team.clinicZone(this.database.read) };
    const firstDay = Date.parse(`${from}T00:00:00Z`) / DAY;
    const utc = { from: firstDay * DAY, to: (firstDay + days) * DAY };
    const calendar = await this.team.calendar(people.patient.zone, utc);
    const asked = { from: calendar.midnightOf(firstDay), to: calendar.midnightOf(firstDay + days) };
    const found = await this.find(patientId, people, asked, { moving, held });
    const reason = found.reason ?? (found.times.length ? null : 'no-common-time');
    return { ...zones, times: found.times, reason };
  }

  /**
   * The free time that starts at an instant.
   *
   * @param except appointments whose own time counts as free
   * @throws `care.not-found`, `care.no-team`, `scheduling.slot-taken` when it could be had but for other bookings,
   *         `scheduling.not-a-free-time` when never, `integration.no-visit-time`, and the protocol's refusals
   */
  async require(caller: Caller, patientId: string, startsAt: Date, except: readonly string[] = []): Promise<FreeTime> {
    const people = await this.team.readFor(caller, patientId);
    const within = { from: startsAt.getTime(), to: startsAt.getTime() + 1 };
    const { bookable, refusal } = await this.bookable(patientId, within);
    if (refusal) throw refusal;
    if (!bookable) throw schedulingProblems.notAFreeTime();
    const { dosing, visit, calendar } = await this.openings(within, people, except);
    const refusals = dosing.explain(within.from);
    const never = refusals.find(({ code }) => !IS_TAKEN.has(code));
    if (never) throw schedulingProblems.notAFreeTime({ reason: never.code });
    if (refusals.length) throw schedulingProblems.slotTaken();
    const [time] = withVisit(within.from, visit, calendar);
    if (!time) throw integrationProblems.noVisitTime();
    return time;
  }

  /** Whether a session of this patient is booked that is not over. */
  hasBooked(db: Db, patientId: string): Promise<boolean> {
    return this.availability.hasBooked(db, patientId, 'dosing');
  }

  /**
   * The first time of use to somebody who waits. What they have booked already does not keep them from another one, and is taken.
   *
   * @param terms.now as if it were so late: by then they have answered, and whoever wants notice still gets it. Epoch ms
   * @throws the protocol's refusals
   */
  async first(
    patientId: string,
    people: People,
    within: Span,
    { now, isUseful }: Readonly<{ now: number; isUseful: (startsAt: number) => boolean }>,
  ): Promise<FreeTime | null> {
    const { bookable, refusal } = await this.bookable(patientId, within);
    if (refusal) throw refusal;
    if (!bookable) return null;
    const { dosing, visit, calendar } = await this.openings(bookable, people, [], now);
    for (const startsAt of dosing.free(bookable).filter(isUseful)) {
      const [time] = withVisit(startsAt, visit, calendar);
      if (time) return time;
    }
    return null;
  }

  /** The session that a patient has booked next. */
  booked(on: Reader, patientId: string): Promise<{ id: string; startsAt: Date } | null> {
    return this.availability.nextBooked(on, patientId, 'dosing');
  }

  private async find(patientId: string, people: People, asked: Span, { moving, held }: Own): Promise<Found> {
    const { bookable, refusal } = await this.bookable(patientId, asked);
    if (refusal) return { times: [], reason: refusal.code.split('.')[1]! };
    if (!moving.length && (await this.hasBooked(this.database.read, patientId))) return { times: [], reason: 'already-booked' };
    if (!bookable) return { times: [], reason: null };
    const { dosing, visit, calendar } = await this.openings(bookable, people, [...moving, ...held]);
    return { times: dosing.free(bookable).flatMap((startsAt) => withVisit(startsAt, visit, calendar)), reason: null };
  }

  /** The part of a stretch of time in which the protocol's spacing allows a start, or why the protocol allows none. */
  private async bookable(patientId: string, asked: Span): Promise<{ bookable?: Span; refusal?: Problem }> {
    try {
      const { earliestAt } = await this.protocols.nextDose(this.database.read, patientId);
      const from = Math.max(asked.from, earliestAt?.getTime() ?? 0);
      return from < asked.to ? { bookable: { from, to: asked.to } } : {};
    } catch (error) {
      if (error instanceof Problem && error.kind === 'refused') return { refusal: error };
      throw error;
    }
  }

  /** When the people can meet for a session that starts in a stretch of time, and for the visit after it. */
  private async openings(within: Span, people: People, except: readonly string[], asOf?: number) {
    const { read } = this.database;
    const withVisits = { from: within.from, to: within.to + 3 * DAY };
    const parties = [
      { kind: 'dosing', attendees: attendeesOf(dosingParties(people), people) },
      { kind: 'integration', attendees: attendeesOf(visitParties(people), people) },
    ] as const;
    const now = asOf ?? (await this.clock.now()).getTime();
    const [[dosing, visit], calendar] = await Promise.all([
      this.availability.openings(read, { parties, within: withVisits, gridZone: people.patient.zone, now, except }),
      this.team.calendar(people.patient.zone, withVisits),
    ]);
    return { dosing: dosing!, visit: visit!, calendar };
  }
}

/** A start together with the first free time of its visit; nothing when the visit has none. */
function withVisit(startsAt: number, visit: Openings, calendar: Calendar): FreeTime[] {
  const endsAt = startsAt + dosingMin * MINUTE;
  const [visitAt] = visit.free(visitWindow(endsAt, calendar, visitAfterHours));
  if (visitAt === undefined) return [];
  return [
    { startsAt: iso(startsAt), endsAt: iso(endsAt), visitStartsAt: iso(visitAt), visitEndsAt: iso(visitAt + visitMin * MINUTE) },
  ];
}
