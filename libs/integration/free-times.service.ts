import { Injectable } from '@nestjs/common';

import type { FreeTime, FreeTimes } from '#contracts';
import type { Caller } from '#identity';
import { DAY, MINUTE, Problem, type Span } from '#kernel';
import { Clock, Database } from '#platform';
import { ProtocolsService } from '#protocols';
import { AvailabilityService, schedulingProblems } from '#scheduling';
import { type Calendar, visitWindow } from './domain/visit-window.js';
import { attendeesOf, BOOKING_RULES, dosingParties, type People, visitParties } from './parties.js';
import { integrationProblems } from './problems.js';
import { TeamReader } from './team.js';

const { dosingMin, visitMin, visitAfterHours, gridMin, noticeMin } = BOOKING_RULES;
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
   * @param from first calendar day in the patient's zone, `YYYY-MM-DD`
   * @returns    times, or the reason why there are none; a refusal of the protocol is such a reason
   * @throws     `care.not-found`, `care.no-team`
   */
  async list(caller: Caller, patientId: string, from: string, days: number): Promise<FreeTimes> {
    const people = await this.team.readFor(caller, patientId);
    const zones = { zone: people.patient.zone, clinicZone: await this.team.clinicZone(this.database.read) };
    const firstDay = Date.parse(`${from}T00:00:00Z`) / DAY;
    const utc = { from: firstDay * DAY, to: (firstDay + days) * DAY };
    const calendar = await this.team.calendar(people.patient.zone, utc);
    const asked = { from: calendar.midnightOf(firstDay), to: calendar.midnightOf(firstDay + days) };
    const found = await this.find(patientId, people, asked);
    const reason = found.reason ?? (found.times.length ? null : 'no-common-time');
    return { ...zones, times: found.times, reason };
  }

  /**
   * The free time that starts at an instant.
   *
   * @throws `care.not-found`, `care.no-team`, `scheduling.slot-taken` when it could be had but for other bookings, `scheduling.not-a-free-time` when never,
   *         `integration.no-visit-time`, and the protocol's refusals
   */
  async require(caller: Caller, patientId: string, startsAt: Date): Promise<FreeTime> {
    const people = await this.team.readFor(caller, patientId);
    const within = { from: startsAt.getTime(), to: startsAt.getTime() + 1 };
    const { bookable, refusal } = await this.bookable(patientId, within);
    if (refusal) throw refusal;
    if (!bookable) throw schedulingProblems.notAFreeTime();
    const { dosing, visits, calendar } = await this.prepare(within, people);
    if (dosing(within).length) {
      const [time] = withVisit(within.from, visits, calendar);
      if (!time) throw integrationProblems.noVisitTime();
      return time;
    }
    const evenIfTaken = await this.prepare(within, people, 'ignore');
    throw evenIfTaken.dosing(within).length ? schedulingProblems.slotTaken() : schedulingProblems.notAFreeTime();
  }

  private async find(patientId: string, people: People, asked: Span): Promise<{ times: FreeTime[]; reason: string | null }> {
    const { bookable, refusal } = await this.bookable(patientId, asked);
    if (refusal) return { times: [], reason: refusal.code.split('.')[1]! };
    if (await this.availability.hasBooked(this.database.read, patientId, 'dosing'))
      return { times: [], reason: 'already-booked' };
    if (!bookable) return { times: [], reason: null };
    const { dosing, visits, calendar } = await this.prepare(bookable, people);
    return { times: dosing(bookable).flatMap((startsAt) => withVisit(startsAt, visits, calendar)), reason: null };
  }

  /** The part of a stretch of time in which notice and the protocol's spacing allow a start, or why the protocol allows none. */
  private async bookable(patientId: string, asked: Span): Promise<{ bookable?: Span; refusal?: Problem }> {
    try {
      const { earliestAt } = await this.protocols.nextDose(this.database.read, patientId);
      const now = (await this.clock.now()).getTime();
      const from = Math.max(asked.from, now + noticeMin * MINUTE, earliestAt?.getTime() ?? 0);
      return from < asked.to ? { bookable: { from, to: asked.to } } : {};
    } catch (error) {
      if (error instanceof Problem && error.kind === 'refused') return { refusal: error };
      throw error;
    }
  }

  private async prepare(within: Span, people: People, bookings: 'respect' | 'ignore' = 'respect') {
    const { database, availability } = this;
    const common = { gridMin, watchLanes: await this.team.watchLanes(database.read), bookings };
    const after = { from: within.from, to: within.to + 3 * DAY };
    const [dosing, visits, calendar] = await Promise.all([
      availability.prepare(database.read, { ...common, within, attendees: attendeesOf(dosingParties(people), people) }),
      availability.prepare(database.read, { ...common, within: after, attendees: attendeesOf(visitParties(people), people) }),
      this.team.calendar(people.patient.zone, after),
    ]);
    return { dosing, visits, calendar };
  }
}

/** A start together with the first free time of its visit; nothing when the visit has none. */
function withVisit(startsAt: number, visits: (within: Span) => number[], calendar: Calendar): FreeTime[] {
  const endsAt = startsAt + dosingMin * MINUTE;
  const [visitAt] = visits(visitWindow(endsAt, calendar, visitAfterHours));
  if (visitAt === undefined) return [];
  return [
    { startsAt: iso(startsAt), endsAt: iso(endsAt), visitStartsAt: iso(visitAt), visitEndsAt: iso(visitAt + visitMin * MINUTE) },
  ];
}
