/** An instant as epoch ms or as it travels (ISO-8601 UTC). */
export type Instant = number | string;

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

export const epochMs = (at: Instant): number => (typeof at === 'number' ? at : Date.parse(at));

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow, and a board makes hundreds. */
function format(at: Instant, zone: string, name: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${name} ${zone}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
  formats.set(key, known);
  return known.format(epochMs(at));
}

/** "10:00 AM" */
export const timeOfDay = (at: Instant, zone: string) => format(at, zone, 'time', { hour: 'numeric', minute: '2-digit' });

/** "Tuesday, November 24" */
export const dayOf = (at: Instant, zone: string) => format(at, zone, 'day', { weekday: 'long', month: 'long', day: 'numeric' });

/** "Tue" */
export const shortDayOf = (at: Instant, zone: string) => format(at, zone, 'short-day', { weekday: 'short' });

/** "2026-11-24" */
export const isoDay = (at: Instant, zone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(epochMs(at));

/** "Mountain Time", for people; the name of a zone and not its offset, which they would have to look up. */
export function zoneName(at: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(epochMs(at));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** Whether clocks on the wall of both zones read the same at that instant. */
export const readsTheSame = (at: Instant, zone: string, other: string) =>
  isoDay(at, zone) === isoDay(at, other) && timeOfDay(at, zone) === timeOfDay(at, other);

/** "10:00 AM", and where the clinic's clock reads otherwise "10:00 AM Mountain Time (9:00 AM at the clinic, Pacific Time)". */
export function timeInBoth(at: Instant, zone: string, clinicZone: string): string {
  if (readsTheSame(at, zone, clinicZone)) return timeOfDay(at, zone);
  const there = `${timeOfDay(at, clinicZone)} at the clinic, ${zoneName(at, clinicZone)}`;
  return `${timeOfDay(at, zone)} ${zoneName(at, zone)} (${there})`;
}

/** "today", "tomorrow", else the day: days of the calendar in that zone, not spans of 24 hours. */
export function dayFromNow(at: Instant, now: number, zone: string): string {
  const day = isoDay(at, zone);
  if (day === isoDay(now, zone)) return 'today';
  // Noon is never skipped or repeated, and a day later is the next date even when that day has 23 or 25 hours.
  const tomorrow = new Date(`${isoDay(now, zone)}T12:00:00Z`).getTime() + DAY_MS;
  return day === isoDay(tomorrow, 'UTC') ? 'tomorrow' : dayOf(at, zone);
}

/** "45 s", "12 min", "2 h 05 min": how long something takes, rounded down. */
export function duration(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** "4:05": a countdown that is watched. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Things by the day on which they begin in that zone, in the order in which they came. */
export function byDay<T extends { startsAt: string }>(things: readonly T[], zone: string): ReadonlyMap<string, readonly T[]> {
  const days = new Map<string, T[]>();
  for (const thing of things) {
    const day = isoDay(thing.startsAt, zone);
    days.set(day, [...(days.get(day) ?? []), thing]);
  }
  return days;
}
