import ical, {
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator';

import { HOUR, SECOND } from '#kernel';
import { callPage } from './domain/by-video.js';

/** An appointment as a calendar program gets it. `local` and `clinic`: wall time in words, of the reader's zone and of the clinic's. */
export type CalendarEntry = Readonly<{
  id: string;
  kind: string;
  startsAt: Date;
  endsAt: Date;
  isCancelled: boolean;
  version: number;
  changedAt: Date;
  local: string;
  clinic: string;
}>;

/** Whose calendar it is: the page where the reader finds more of what is not held by video, and both zones. */
export type Reading = Readonly<{ page: string; zone: string; clinicZone: string }>;

/** What goes by e-mail about one appointment. */
export type Invitation = Readonly<{ method: 'REQUEST' | 'CANCEL'; content: string }>;

/** How soon programs should look again; many do when they please. */
const LOOK_AGAIN_SEC = HOUR / SECOND;

/** "New York time" out of America/New_York. */
const zoneWords = (zone: string): string =>
  zone.includes('/') ? `${zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')} time` : zone;

/** When it is, in words: of the reader's clock, and of the clinic's where it shows something else. */
export function timeWords({ local, clinic }: Pick<CalendarEntry, 'local' | 'clinic'>, { zone, clinicZone }: Reading): string {
  const own = `${local}, ${zoneWords(zone)}`;
  return local === clinic ? own : `${own} (at the clinic: ${clinic}, ${zoneWords(clinicZone)})`;
}

/**
 * Appointments for a program that subscribes: instants in UTC, so that no program's own idea of a zone moves them; a title that says
 * nothing; and the same text as long as nothing has changed.
 */
export function feedText(entries: readonly CalendarEntry[], reading: Reading): string {
  const calendar = empty();
  calendar.name('Appointments').ttl(LOOK_AGAIN_SEC);
  for (const entry of entries) calendar.createEvent(eventOf(entry, reading));
  return calendar.toString();
}

/**
 * One appointment for an e-mail: programs put it into a calendar, move what they have of it, or take it out.
 *
 * @param to   the recipient's address
 * @param from ours, from which the e-mail comes
 */
export function invitation(entry: CalendarEntry, reading: Reading, { to, from }: { to: string; from: string }): Invitation {
  const method = entry.isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = empty();
  const event = calendar.method(method).createEvent(eventOf(entry, reading));
  event.organizer({ name: 'Your clinic', email: from });
  event.createAttendee({ email: to, rsvp: false, status: ICalAttendeeStatus.ACCEPTED });
  return { method, content: calendar.toString() };
}

const empty = (): ICalCalendar => ical({ prodId: { company: 'Hearth', product: 'Appointments', language: 'EN' } });

function eventOf(entry: CalendarEntry, reading: Reading): ICalEventData {
  const { host } = new URL(reading.page);
  const call = entry.isCancelled ? null : callPage(entry.kind, entry.id);
  return {
    id: `appointment-${entry.id}@${host}`,
    sequence: entry.version,
    status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    start: entry.startsAt,
    end: entry.endsAt,
    stamp: entry.changedAt,
    lastModified: entry.changedAt,
    summary: 'Appointment',
    description: timeWords(entry, reading),
    url: call ? new URL(call, reading.page).href : reading.page,
  };
}
