import type { ClinicSchedule, ScheduleClinician, ScheduleEntry } from '#contracts';

/** A stretch of time; epoch ms. */
export type Stretch = Readonly<{ from: number; to: number }>;
type OnWire = Readonly<{ startsAt: string; endsAt: string }>;
export const stretchOf = ({ startsAt, endsAt }: OnWire): Stretch => ({ from: Date.parse(startsAt), to: Date.parse(endsAt) });

const HOUR_MS = 3_600_000;
/** Hours after midnight that are always shown. */
const SHOWN = { fromHour: 8, toHour: 18 };
/** Room before what begins earlier, and after what ends later. */
const AROUND_MS = HOUR_MS / 2;

/** The part of a stretch that lies in another; null when there is none. */
export function within(part: Stretch, whole: Stretch): Stretch | null {
  const cut = { from: Math.max(part.from, whole.from), to: Math.min(part.to, whole.to) };
  return cut.from < cut.to ? cut : null;
}

/**
 * The part of a day that is drawn: business hours, and everything that somebody works or has booked; whole hours from midnight on, so that
 * a day on which the clocks change is drawn as long as it is.
 */
export function shownPart(day: Stretch, things: readonly Stretch[]): Stretch {
  const inside = things.flatMap((thing) => within(thing, day) ?? []);
  const first = Math.min(day.from + SHOWN.fromHour * HOUR_MS, ...inside.map(({ from }) => from - AROUND_MS));
  const last = Math.max(day.from + SHOWN.toHour * HOUR_MS, ...inside.map(({ to }) => to + AROUND_MS));
  const hours = (at: number) => (at - day.from) / HOUR_MS;
  return {
    from: Math.max(day.from, day.from + Math.floor(hours(first)) * HOUR_MS),
    to: Math.min(day.to, day.from + Math.ceil(hours(last)) * HOUR_MS),
  };
}

/** Every full hour of a stretch that begins with one. */
export function hoursOf({ from, to }: Stretch): number[] {
  return Array.from({ length: Math.ceil((to - from) / HOUR_MS) }, (_, i) => from + i * HOUR_MS);
}

/** Where something stands on a track, in percent of its length. */
export function place(thing: Stretch, track: Stretch): { left: number; width: number } | null {
  const cut = within(thing, track);
  if (!cut) return null;
  const percent = (ms: number) => (ms / (track.to - track.from)) * 100;
  return { left: percent(cut.from - track.from), width: percent(cut.to - cut.from) };
}

/** Puts things that overlap beside each other: the lane of each, in their order. @param things rising by their start */
export function lanesOf(things: readonly Stretch[]): number[] {
  const ends: number[] = [];
  return things.map(({ from, to }) => {
    const free = ends.findIndex((end) => end <= from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = to;
    return lane;
  });
}

/** What a clinician has booked in a stretch of time, by its start. */
export const entriesOf = ({ appointments }: ClinicSchedule, { personId }: ScheduleClinician, day: Stretch): ScheduleEntry[] =>
  appointments.filter((entry) => entry.staffIds.includes(personId) && within(stretchOf(entry), day) !== null);
