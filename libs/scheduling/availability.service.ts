import { Injectable } from '@nestjs/common';

import { CareService, type ClinicSettings } from '#care';
import type { AppointmentKind } from '#contracts';
import { DAY, type LocalTime, MINUTE, type Span, union, type ZoneTable } from '#kernel';
import { allSent, type Db, type Reader, type Tx, ZoneTables } from '#platform';
import { type Calendar, CalendarRepository, type Calendars, type Look } from './calendar.repository.js';
import { apartRules, type WantedPoint } from './domain/apart.js';
import { type AppointmentType, BUILT_IN } from './domain/appointment-types.js';
import {
  type Attendance,
  explain,
  isBookable,
  noticeRule,
  type Refusal,
  type Rule,
  type Search,
  search,
  slots,
} from './domain/search.js';
import { readWallTime, type WallTime } from './domain/wall-time.js';
import { daySpans, fullDays, keptHours, timeOff, type WorkPlan } from './domain/work-plan.js';
import type { WeeklyHours } from './domain/working-hours.js';

/**
 * Somebody who must be free from `fromMin` to `toMin` after the start. `hoursZone` null: whatever the hour;
 * `otherwise`: the hours of a person who has entered none.
 */
export type Attendee = Readonly<{
  personId: string;
  fromMin: number;
  toMin: number;
  time: 'whole' | 'watch';
  hoursZone: string | null;
  otherwise: readonly WeeklyHours[];
}>;

/**
 * People who are to meet for a kind of appointment, under rules that come as values. `course`: it is one of a patient's course, and keeps
 * its distance from all that is booked of that.
 */
export type Party = Readonly<{
  kind: AppointmentKind;
  attendees: readonly Attendee[];
  rules?: readonly Rule[];
  course?: WantedPoint & Readonly<{ patientId: string }>;
}>;

/**
 * Parties that are looked at together. `within` covers all starts that will be asked for, epoch ms. `now`: who wants notice gets it.
 * Starts fall on the clock of `gridZone`. `except` and `heldFor` as `Look` has them.
 */
export type Need = Readonly<{
  parties: readonly Party[];
  within: Span;
  gridZone: string;
  now: number;
}> &
  Pick<Look, 'except' | 'heldFor'>;

/**
 * When a party can come together. What `free` lists is what `explain` has nothing against, and what booking may take: all three are one
 * function. Instants in epoch ms.
 */
export type Openings = Readonly<{
  /** Starts in a part of the time that was looked at; rising. */
  free: (part?: Span) => number[];
  isBookable: (at: number) => boolean;
  explain: (at: number) => Refusal[];
  /** What left nothing at all. */
  why: Refusal | null;
  search: Search;
}>;

/** Nobody's share or pause reaches further; days that may be full are looked at whole. */
const AROUND = 2 * DAY;
const around = ({ from, to }: Span): Span => ({ from: from - AROUND, to: to + AROUND });

/** What everybody's part is asked under. */
type Frame = Readonly<{ window: Span; now: number; closed: readonly Span[]; watchLanes: number; calendars: Calendars }>;

/** When people are free together. Rules come as values; who needs whom for how long is for the caller to say. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly calendars: CalendarRepository,
    private readonly zones: ZoneTables,
    private readonly care: CareService,
  ) {}

  /** @param on pass the `tx` you are in, to save a connection */
  zoneTable(zone: string, within: Span, on?: Reader): Promise<ZoneTable> {
    return this.zones.find(zone, within, on);
  }

  /** What a wall time that somebody enters means in a zone: one instant, one of two, or none. */
  async wallTime(zone: string, local: LocalTime, on?: Reader): Promise<WallTime> {
    const from = local.day * DAY + local.minute * MINUTE;
    return readWallTime(await this.zones.find(zone, { from, to: from }, on), local);
  }

  /** What a patient has booked next of a kind, and is not over. */
  nextBooked(on: Reader, patientId: string, kind: AppointmentKind): Promise<{ id: string; startsAt: Date } | null> {
    return this.calendars.findNextBooked(on, patientId, kind);
  }

  /** All that is stored of people's time around a stretch of time, for `openings` to judge. */
  look(db: Reader, personIds: readonly string[], { within, except, heldFor }: Look): Promise<Calendars> {
    return this.calendars.findCalendars(db, personIds, around(within), except, heldFor);
  }

  /**
   * The same, kept as it is until this transaction ends but for what it takes itself: whoever books for one of these people comes here
   * first, and waits for those who came before. So pauses and daily caps hold, of which the database knows nothing.
   */
  keep(tx: Tx, personIds: readonly string[], look: Look): Promise<Calendars> {
    this.calendars.lock(tx, personIds);
    return this.look(tx, personIds, look);
  }

  /**
   * The same without waiting. `isKept` false: somebody else is at it, and this is what stands at this moment: enough to refuse by, not
   * to book by.
   */
  async tryKeep(tx: Tx, personIds: readonly string[], look: Look): Promise<Readonly<{ calendars: Calendars; isKept: boolean }>> {
    const [isKept, calendars] = await allSent([this.calendars.tryLock(tx, personIds), this.look(tx, personIds, look)]);
    return { calendars, isKept };
  }

  /**
   * Judges everybody's time.
   *
   * @param db    pass the `tx` in which is booked
   * @param known of everybody, from `look` or `keep` over the same stretch or a longer one, when it was read already
   * @returns     one a party, in their order
   */
  async openings(db: Db, { parties, within, gridZone, now, ...own }: Need, known?: Calendars): Promise<Openings[]> {
    const window = around(within);
    const personIds = [...new Set(parties.flatMap(({ attendees }) => attendees.map(({ personId }) => personId)))];
    const [settings, calendars, table] = await Promise.all([
      this.care.settings(db),
      known ?? this.look(db, personIds, { within, ...own }),
      this.zones.find(gridZone, window, db),
    ]);
    const closed = await this.closed(db, settings, window);
    const frame = { window, now, closed, calendars, watchLanes: settings.maxConcurrentSessions };
    return Promise.all(
      parties.map(async (party) => {
        const type = typeOf(calendars, party.kind);
        const notice = Math.max(type.noticeMin, ...party.attendees.map(({ personId }) => noticeOf(calendars, personId)));
        const people = await Promise.all(party.attendees.map((one) => this.attendance(db, one, type, frame)));
        const rules = [
          ...[noticeRule(now, notice), { code: 'closed', shut: closed } as const],
          ...[...apart(party, calendars), ...(party.rules ?? [])],
        ];
        return toOpenings(search({ within, grid: { everyMin: type.gridMin, table }, rules, people }));
      }),
    );
  }

  /** The hours that somebody keeps, and when they are away. @param otherwise the hours of whoever has entered none */
  async planOf(
    on: Reader,
    calendar: Calendar,
    zone: string,
    window: Span,
    otherwise: readonly WeeklyHours[] = [],
  ): Promise<WorkPlan> {
    const { weekly, overrides, daysOff, off, rules } = calendar;
    const [home, ...travels] = await Promise.all([
      this.zones.find(rules?.zone ?? zone, window, on),
      ...calendar.travels.map(async ({ zone: there, ...days }) => ({ ...days, table: await this.zones.find(there, window, on) })),
    ]);
    return { home, travels, weekly: weekly.length ? weekly : otherwise, overrides, daysOff, off };
  }

  private async attendance(on: Reader, one: Attendee, type: AppointmentType, frame: Frame): Promise<Attendance> {
    const calendar = frame.calendars.of.get(one.personId)!;
    const { rules } = calendar;
    const isWhole = one.time === 'whole';
    const lanes = isWhole ? [0] : Array.from({ length: frame.watchLanes }, (_, lane) => lane + 1);
    const plan = one.hoursZone === null ? null : await this.planOf(on, calendar, one.hoursZone, frame.window, one.otherwise);
    const pauses = isWhole ? pausesOf(type, rules) : { pauseBeforeMin: 0, pauseAfterMin: 0 };
    return {
      who: one.personId,
      fromMin: one.fromMin,
      toMin: one.toMin,
      hours: plan && keptHours(plan, frame.window),
      away: plan ? timeOff(plan, frame.window) : [],
      taken: lanes.map((lane) => calendar.taken(lane)),
      resting: isWhole ? restingOf(calendar, frame.calendars) : [],
      fullDays: plan && rules?.dailyCap ? fullDays(plan, calendar.startsAt, rules.dailyCap) : [],
      isOffered: !rules?.kinds || rules.kinds.includes(type.kind),
      ...pauses,
    };
  }

  /** The days on which the clinic is closed, by its own calendar. */
  async closed(on: Reader, { holidays, zone }: ClinicSettings, window: Span): Promise<Span[]> {
    if (!holidays.length) return [];
    const table = await this.zones.find(zone, window, on);
    const days = holidays.map(({ date }) => Date.parse(`${date}T00:00:00Z`) / DAY);
    return daySpans(
      table,
      days.filter((day) => window.from / DAY - 2 <= day && day <= window.to / DAY + 2),
    );
  }
}

export const typeOf = ({ types }: Pick<Calendars, 'types'>, kind: AppointmentKind): AppointmentType =>
  types.find((type) => type.kind === kind) ?? BUILT_IN[kind];

function apart({ course }: Party, { of }: Calendars): Rule[] {
  if (!course) return [];
  const own = of.get(course.patientId);
  return apartRules(course, own?.planned ?? [], own ? visitsOf(own) : []);
}

/** The visits after sessions, as far as somebody has any. */
export const visitsOf = ({ meetings }: Pick<Calendar, 'meetings'>): Span[] =>
  meetings.filter(({ kind }) => kind === 'integration');

const noticeOf = ({ of }: Calendars, personId: string): number => of.get(personId)?.rules?.noticeMin ?? 0;

/** A gap serves both appointments beside it: it has to be as long as the longer of what each asks for. */
function pausesOf(type: AppointmentType, rules: Calendar['rules']) {
  const [before, after] = [rules?.pauseBeforeMin ?? 0, rules?.pauseAfterMin ?? 0];
  return {
    pauseBeforeMin: Math.max(type.pauseBeforeMin, before, after),
    pauseAfterMin: Math.max(type.pauseAfterMin, after, before),
  };
}

/** What somebody has, with the pauses that its kinds ask for; what asks for none needs no second look. */
function restingOf({ meetings }: Calendar, calendars: Calendars): Span[] {
  const rest = meetings.flatMap(({ kind, from, to }) => {
    const { pauseBeforeMin, pauseAfterMin } = typeOf(calendars, kind);
    return pauseBeforeMin || pauseAfterMin ? [{ from: from - pauseBeforeMin * MINUTE, to: to + pauseAfterMin * MINUTE }] : [];
  });
  return rest.length ? union(rest) : rest;
}

const toOpenings = (found: Search): Openings => ({
  free: (part) => slots(found, part),
  isBookable: (at) => isBookable(found, at),
  explain: (at) => explain(found, at),
  why: found.why,
  search: found,
});
