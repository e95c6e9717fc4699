import ICAL from 'ical.js';

import { DAY, MINUTE, type Span, toInstant, type ZoneTable } from '#kernel';

/** Zones by the name that a calendar gives them; null for one that PostgreSQL does not know. */
export type Zones = ReadonlyMap<string, ZoneTable | null>;
/** `own`: the zone of whoever's calendar it is: times without a zone, and whole days, are meant in it. */
export type BusyIn = Readonly<{ within: Span; zones: Zones; own: ZoneTable }>;
/** Why the times of a calendar cannot be told. */
export type Unreadable = 'not-a-calendar' | 'unknown-zone' | 'too-many-times';

/** So much is a rule for each minute over two weeks; more is no calendar of a person. */
const MOST_TIMES = 20_000;

class UnreadableCalendar extends Error {
  constructor(readonly reason: Unreadable) {
    super(reason);
  }
}

/** @throws UnreadableCalendar */
function parsed(text: string): ICAL.Component {
  try {
    const root = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
    if (root.name === 'vcalendar') return root;
  } catch {}
  throw new UnreadableCalendar('not-a-calendar');
}

const told = <T>(work: () => T): T | Unreadable => {
  try {
    return work();
  } catch (error) {
    return error instanceof UnreadableCalendar ? error.reason : 'not-a-calendar';
  }
};

/** The zones that a calendar names, as it names them. */
export function zonesIn(text: string): string[] | Unreadable {
  return told(() => {
    const names = parsed(text)
      .getAllSubcomponents()
      .filter(({ name }) => name !== 'vtimezone')
      .flatMap((component) => component.getAllProperties().map((property) => property.getFirstParameter('tzid')));
    return [...new Set(names.filter((name) => typeof name === 'string' && name !== ''))];
  });
}

/**
 * When a calendar says that its person is busy. What is free (transparent) or cancelled does not count.
 *
 * Wall time is turned into instants by PostgreSQL's zones; the calendar's own description of a zone counts only for zones that
 * PostgreSQL does not know. A series that is changed from one of its times on (`RANGE=THISANDFUTURE`) is changed for that time alone.
 *
 * @param text iCalendar, RFC 5545
 * @returns    spans that touch `within`, whole, in any order; or why they cannot be told
 */
export function busyTimes(text: string, { within, zones, own }: BusyIn): Span[] | Unreadable {
  return told(() => {
    const root = parsed(text);
    const clock = new WallClock(zones, own, root.getAllSubcomponents('vtimezone'));
    const events = root.getAllSubcomponents('vevent').filter((event) => event.hasProperty('dtstart'));
    const replaced = new Map<string, Set<number>>();
    for (const event of events.filter((each) => each.hasProperty('recurrence-id'))) {
      const uid = String(event.getFirstPropertyValue('uid'));
      replaced.set(uid, (replaced.get(uid) ?? new Set()).add(clock.at(event.getFirstProperty('recurrence-id')!)));
    }
    const busy = events.filter(isBusy).flatMap((event) => {
      const isSeries = !event.hasProperty('recurrence-id');
      const without = isSeries ? replaced.get(String(event.getFirstPropertyValue('uid'))) : undefined;
      return occurrences(event, clock, within, without ?? new Set());
    });
    const told = root.getAllSubcomponents('vfreebusy').flatMap((each) => each.getAllProperties('freebusy').flatMap(periods));
    return [...busy, ...told].filter((span) => span.from < within.to && within.from < span.to && span.from < span.to);
  });
}

const isBusy = (event: ICAL.Component): boolean =>
  String(event.getFirstPropertyValue('transp')).toUpperCase() !== 'TRANSPARENT' &&
  String(event.getFirstPropertyValue('status')).toUpperCase() !== 'CANCELLED';

/** Periods of a free/busy answer are in UTC. */
function periods(property: ICAL.Property): Span[] {
  if (String(property.getFirstParameter('fbtype')).toUpperCase() === 'FREE') return [];
  return (property.getValues() as ICAL.Period[]).map((period) => {
    return { from: period.start.toUnixTime() * 1_000, to: period.getEnd().toUnixTime() * 1_000 };
  });
}

/** Turns what a calendar writes into instants. */
class WallClock {
  private readonly described: ReadonlyMap<string, ICAL.Timezone>;

  constructor(
    private readonly zones: Zones,
    private readonly own: ZoneTable,
    described: readonly ICAL.Component[],
  ) {
    this.described = new Map(
      described.map((component) => [String(component.getFirstPropertyValue('tzid')), new ICAL.Timezone(component)]),
    );
  }

  /** Epoch ms of the first time that a property holds. */
  at(property: ICAL.Property): number {
    return this.instant(property.getFirstValue() as ICAL.Time, zoneOf(property));
  }

  /** @throws UnreadableCalendar `unknown-zone` */
  instant(time: ICAL.Time, tzid: string | null): number {
    if (isUtc(time)) return wallOf(time);
    if (time.isDate || tzid === null) return toInstant(this.own, localOf(time));
    const table = this.zones.get(tzid);
    if (table) return toInstant(table, localOf(time));
    const described = this.described.get(tzid);
    if (!described) throw new UnreadableCalendar('unknown-zone');
    const copy = time.clone();
    copy.zone = described;
    return copy.toUnixTime() * 1_000;
  }
}

const isUtc = (time: ICAL.Time): boolean => !time.isDate && time.zone === ICAL.Timezone.utcTimezone;
const zoneOf = (property: ICAL.Property): string | null => {
  const name = property.getFirstParameter('tzid');
  return typeof name === 'string' && name !== '' ? name : null;
};
/** What the clock on the wall shows, as if that wall were in UTC; epoch ms. */
const wallOf = ({ year, month, day, hour, minute, second }: ICAL.Time): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);
function localOf(time: ICAL.Time) {
  const wall = wallOf(time);
  const day = Math.floor(wall / DAY);
  return { day, minute: (wall - day * DAY) / MINUTE };
}
const floating = (time: ICAL.Time): ICAL.Time => {
  const copy = time.clone();
  copy.zone = ICAL.Timezone.localTimezone;
  return copy;
};

/** How an event goes on from a start: whole days by the calendar, everything else by the clock. */
function lengthOf(event: ICAL.Component, clock: WallClock, start: ICAL.Property): (from: ICAL.Time, at: number) => number {
  const first = start.getFirstValue() as ICAL.Time;
  const end = event.getFirstProperty('dtend');
  const duration = event.getFirstPropertyValue('duration') as ICAL.Duration | null;
  if (first.isDate) {
    const last = end && (end.getFirstValue() as ICAL.Time);
    const days = last ? (wallOf(last) - wallOf(first)) / DAY : duration ? duration.toSeconds() / 86_400 : 1;
    return (from) => {
      const until = from.clone();
      until.adjust(Math.max(1, Math.round(days)), 0, 0, 0);
      return clock.instant(until, null);
    };
  }
  const ms = end ? clock.at(end) - clock.at(start) : duration ? duration.toSeconds() * 1_000 : 0;
  return (_, at) => at + ms;
}

/** All times of an event that may touch `within`. */
function occurrences(event: ICAL.Component, clock: WallClock, within: Span, without: ReadonlySet<number>): Span[] {
  const start = event.getFirstProperty('dtstart')!;
  const zone = zoneOf(start);
  const first = start.getFirstValue() as ICAL.Time;
  const endOf = lengthOf(event, clock, start);
  const skipped = new Set(without);
  const skippedDays = new Set<number>();
  for (const property of event.getAllProperties('exdate')) {
    for (const time of property.getValues() as ICAL.Time[]) {
      if (time.isDate && !first.isDate) skippedDays.add(wallOf(time));
      else skipped.add(clock.instant(time, zoneOf(property)));
    }
  }
  const found = new Map<number, Span>();
  const add = (time: ICAL.Time, tzid: string | null) => {
    const from = clock.instant(time, tzid);
    if (skipped.has(from) || skippedDays.has(Math.floor(wallOf(time) / DAY) * DAY)) return;
    found.set(from, { from, to: endOf(time, from) });
  };
  add(first, zone);
  if (event.hasProperty('recurrence-id')) return [...found.values()];
  for (const time of wallTimes(event, first, clock, zone, within)) add(time, zone);
  for (const property of event.getAllProperties('rdate')) {
    for (const value of property.getValues() as (ICAL.Time | ICAL.Period)[]) {
      if (value instanceof ICAL.Period) {
        const from = clock.instant(value.start, zoneOf(property));
        found.set(from, { from, to: clock.instant(value.getEnd(), zoneOf(property)) });
      } else add(value, zoneOf(property));
    }
  }
  return [...found.values()];
}

/** What the rules of a series give: wall times in the zone of its first, those that are long over left out. */
function wallTimes(event: ICAL.Component, first: ICAL.Time, clock: WallClock, zone: string | null, within: Span): ICAL.Time[] {
  const times: ICAL.Time[] = [];
  const like = (time: ICAL.Time): ICAL.Time => {
    const copy = time.clone();
    if (isUtc(first)) copy.zone = ICAL.Timezone.utcTimezone;
    return copy;
  };
  for (const rule of event.getAllProperties('rrule')) {
    const recur = (rule.getFirstValue() as ICAL.Recur).clone();
    const { until } = recur;
    const last = until ? clock.instant(until, zone) + (until.isDate ? DAY - 1 : 0) : Number.POSITIVE_INFINITY;
    recur.until = null;
    const iterator = recur.iterator(floating(first));
    for (let count = 0; ; count++) {
      if (count > MOST_TIMES) throw new UnreadableCalendar('too-many-times');
      const next = iterator.next() as ICAL.Time | null;
      if (!next || wallOf(next) > within.to + 2 * DAY) break;
      if (wallOf(next) < within.from - 40 * DAY) continue; // longer than whatever is one event
      const time = like(next);
      if (clock.instant(time, zone) > last) break;
      times.push(time);
    }
  }
  return times;
}
