import { Injectable } from '@nestjs/common';

import type { PersonCard } from '#identity';
import { DAY, type Problem, type Span, toInstant } from '#kernel';
import type { Db, Tx } from '#platform';
import type { PartyTime } from './appointment.repository.js';
import { AppointmentPeople, type Gathering, type Present, type Seat } from './appointment-people.js';
import { type Attendee, AvailabilityService, type Openings } from './availability.service.js';
import type { Calendars } from './calendar.repository.js';
import { type SingleKind, sharesOf, type TypePart } from './domain/appointment-types.js';
import { hoursOf } from './domain/attendees.js';
import { type Refusal, slots } from './domain/search.js';
import { schedulingProblems } from './problems.js';

/** `within`: all starts that will be asked for, epoch ms. `moving`: an appointment whose own time counts as free, and who is in it. */
export type Wanted = Readonly<{
  kind: SingleKind;
  patientId: string;
  within: Span;
  moving?: Readonly<{ id: string; parties: Present }>;
}>;
type Candidate = Readonly<{ card: PersonCard; shares: readonly PartyTime[]; openings: Openings; load: number }>;
type Filled = Readonly<{ part: TypePart; candidates: readonly Candidate[] }>;
type Read = (personIds: readonly string[], look: Parameters<AvailabilityService['look']>[2]) => Promise<Calendars>;

/** What would not speak against a time if nothing else were booked. */
const IS_TAKEN: ReadonlySet<Refusal['code']> = new Set(['taken', 'no-pause', 'day-full']);

/** The problem of whoever wants a time against which something speaks; null when nothing does. */
export function refusalOf(refusals: readonly Refusal[]): Problem | null {
  const never = refusals.find(({ code }) => !IS_TAKEN.has(code));
  if (never) return schedulingProblems.notAFreeTime({ reason: never.code });
  return refusals.length ? schedulingProblems.slotTaken() : null;
}

/** When an appointment can be had: what is listed, explained and booked comes from these, and from nothing else. */
export class Meetings {
  constructor(
    readonly gathering: Gathering,
    private readonly own: Openings,
    private readonly ownShares: readonly PartyTime[],
    private readonly seats: readonly Filled[],
  ) {}

  /** Nobody could be what the kind asks for. */
  get lacksSomebody(): boolean {
    return this.seats.some(({ candidates }) => candidates.length === 0);
  }

  /** Starts that can be had. @returns rising; epoch ms */
  free(part?: Span): number[] {
    return this.own.free(part).filter((at) => this.seats.every((seat) => free(seat, at).length > 0));
  }

  /** Every start on the grid, whether or not it can be had. @returns rising; epoch ms */
  all(within: Span): number[] {
    return slots({ ...this.own.search, possible: [{ from: within.from, to: within.to - 1 }] }, within);
  }

  /** Everything that speaks against a start. Of several who could come each is asked: who is taken is told only where nobody else could. */
  explain(at: number): Refusal[] {
    return [...this.own.explain(at), ...this.seats.flatMap((seat) => speaksAgainst(seat, at))];
  }

  /** Everybody's share in an appointment that starts at a free time. Of several who could come, the one with the least to do. */
  partiesAt(at: number): PartyTime[] {
    return [...this.ownShares, ...this.seats.flatMap((seat) => free(seat, at)[0]!.shares)];
  }
}

const free = ({ candidates }: Filled, at: number): readonly Candidate[] =>
  candidates.filter(({ openings }) => openings.isBookable(at));

function speaksAgainst({ candidates }: Filled, at: number): Refusal[] {
  const [first, ...others] = candidates.map(({ openings }) => openings.explain(at));
  if (!first) return [{ code: 'not-offered', who: null }];
  if (!others.length) return first;
  const all = [first, ...others];
  if (all.some((refusals) => refusals.length === 0)) return [];
  const nearest = all.find((refusals) => refusals.every(({ code }) => IS_TAKEN.has(code))) ?? first;
  return nearest.map(({ code }) => ({ code, who: null }));
}

/** Finds when a patient and those who must be there can meet. */
@Injectable()
export class AppointmentTimes {
  constructor(
    private readonly people: AppointmentPeople,
    private readonly availability: AvailabilityService,
  ) {}

  /** As it stands at this moment. @throws `care.not-found` */
  look(on: Db, wanted: Wanted): Promise<Meetings> {
    return this.judge(on, wanted, (ids, look) => this.availability.look(on, ids, look));
  }

  /**
   * The time of everybody who could come, kept from everybody else until this transaction ends. A start that is refused by what stands
   * already is refused without waiting for those who are at it.
   *
   * @throws `care.not-found`, `scheduling.slot-taken` when the start could be had but for other bookings, `scheduling.not-a-free-time`
   */
  async require(tx: Tx, wanted: Omit<Wanted, 'within'>, startsAt: Date): Promise<Meetings> {
    const at = startsAt.getTime();
    const asked = { ...wanted, within: { from: at, to: at + 1 } };
    let isKept = false;
    const seen = await this.judge(tx, asked, async (ids, look) => {
      const tried = await this.availability.tryKeep(tx, ids, look);
      isKept = tried.isKept;
      return tried.calendars;
    });
    requireFree(seen, at);
    if (isKept) return seen;
    const kept = await this.judge(tx, asked, (ids, look) => this.availability.keep(tx, ids, look));
    requireFree(kept, at);
    return kept;
  }

  /** Why somebody may not book a kind at all, whenever it is; null when they may. */
  async barrier(on: Db, { role }: Readonly<{ role: string }>, { gathering, lacksSomebody }: Meetings): Promise<Problem | null> {
    const { patient, type } = gathering;
    if (role === 'patient') {
      if (!type.patientsBook) return schedulingProblems.bookedByClinic();
      if (await this.availability.nextBooked(on, patient.id, type.kind)) return schedulingProblems.alreadyBooked();
    }
    return lacksSomebody ? schedulingProblems.nobodyTakesIt() : null;
  }

  /** Where a patient lives. @throws `care.not-found` */
  zoneOf(on: Db, patientId: string): Promise<string> {
    return this.people.zoneOf(on, patientId);
  }

  /** Midnights of the first of some days and of the day after the last, where a patient lives. @param from `2026-11-24` @returns epoch ms */
  async daysOf(on: Db, zone: string, from: string, days: number): Promise<Span> {
    const first = Date.parse(`${from}T00:00:00Z`) / DAY;
    const table = await this.availability.zoneTable(zone, { from: (first - 2) * DAY, to: (first + days + 2) * DAY }, on);
    const midnight = (day: number) => toInstant(table, { day, minute: 0 });
    return { from: midnight(first), to: midnight(first + days) };
  }

  private async judge(on: Db, { kind, patientId, within, moving }: Wanted, read: Read): Promise<Meetings> {
    const gathering = await this.people.find(on, kind, patientId, moving?.parties);
    const { patient, seats, type } = gathering;
    const cards = [patient, ...seats.flatMap(({ candidates }) => candidates)];
    const calendars = await read([...new Set(cards.map(({ id }) => id))], { within, except: moving ? [moving.id] : [] });
    const shareOf = (part: TypePart, { id }: PersonCard) =>
      sharesOf(type).flatMap((share): PartyTime[] => (share.part === part ? [{ ...share, personId: id }] : []));
    const partyOf = (part: TypePart, card: PersonCard) => ({ kind, attendees: shareOf(part, card).map(asking(card.zone)) });
    const parties = [
      partyOf('patient', patient),
      ...seats.flatMap(({ part, candidates }) => candidates.map((one) => partyOf(part, one))),
    ];
    const need = { parties, within, gridZone: patient.zone, now: calendars.now };
    const [own, ...others] = await this.availability.openings(on, need, calendars);
    const openings = others[Symbol.iterator]();
    const filled = seats.map(({ part, candidates }: Seat) => ({
      part,
      candidates: candidates
        .map((card) => ({
          ...{ card, shares: shareOf(part, card), openings: openings.next().value! },
          load: calendars.of.get(card.id)!.startsAt.length,
        }))
        .sort((a, b) => a.load - b.load || (a.card.id < b.card.id ? -1 : 1)),
    }));
    return new Meetings(gathering, own!, shareOf('patient', patient), filled);
  }
}

const asking =
  (zone: string) =>
  ({ part, ...share }: PartyTime): Attendee => ({ ...share, ...hoursOf(part, zone) });

function requireFree(meetings: Meetings, at: number): void {
  if (meetings.lacksSomebody) throw schedulingProblems.nobodyTakesIt();
  const refusal = refusalOf(meetings.explain(at));
  if (refusal) throw refusal;
}
