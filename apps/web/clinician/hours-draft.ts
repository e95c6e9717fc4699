import type { AppointmentKind, ChangeWorkingTimes, TimeOffKind, WeeklyTime, WorkingTimes } from '#contracts';

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export const KINDS: Readonly<Record<AppointmentKind, string>> = {
  screening: 'Screening',
  preparation: 'Preparation',
  dosing: 'Dosing session',
  integration: 'Integration visit',
  follow_up: 'Follow-up',
  group: 'Group',
  in_clinic: 'In the clinic',
};

export const TIME_OFF: Readonly<Record<TimeOffKind, string>> = {
  leave: 'Leave',
  unplanned: 'Unplanned',
  training: 'Training',
  meeting: 'Meeting',
  other: 'Other',
};

/** Why there is nothing to book; the codes of the engine. */
const REASONS: Readonly<Record<string, string>> = {
  'not-offered': 'This kind of appointment is not taken.',
  'off-hours': 'No working hours on these days.',
  away: 'Away on these days.',
  'day-full': 'Each day has as many appointments as it may have.',
  taken: 'Everything is booked.',
  closed: 'The clinic is closed on these days.',
  'too-soon': 'Too soon: more notice is needed.',
};
export const reasonWords = (code: string): string => REASONS[code] ?? 'No free time is long enough.';

/** "08:30"; midnight at the end of a day as "00:00", as inputs for times have it. */
export const toClock = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Minutes after midnight; null for what is no time yet. @param isEnd midnight is the end of the day */
export function fromClock(clock: string, isEnd = false): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const minute = Number(hours) * 60 + Number(minutes);
  return isEnd && minute === 0 ? 1440 : minute;
}

/** What is being changed, without what only tells whose it is. */
export type Draft = Omit<ChangeWorkingTimes, 'basedOn'>;
export function draftOf({
  personId: _,
  displayName: _name,
  personZone: _zone,
  version: _version,
  ...draft
}: WorkingTimes): Draft {
  return draft;
}

/** What keeps a draft from being saved, in words; null when nothing does. */
export function draftProblem({ weekly, overrides, timeOff, travels }: Draft): string | null {
  const isBackwards = ({ fromMin, toMin }: { fromMin: number; toMin: number }) => fromMin >= toMin;
  if (weekly.some(isBackwards) || overrides.some(({ hours }) => hours.some(isBackwards)))
    return 'Some hours end before they begin. For a night, enter the part before midnight and the part after it.';
  const dates = [...weekly, ...travels, ...timeOff.flatMap((off) => ('firstDay' in off ? [off] : []))];
  if (dates.some(({ firstDay, lastDay }) => firstDay !== null && lastDay !== null && firstDay > lastDay))
    return 'Some dates end before they begin.';
  if ([...overrides.map(({ day }) => day), ...dates.map(({ firstDay }) => firstDay)].includes('')) return 'A date is missing.';
  if (new Set(overrides.map(({ day }) => day)).size !== overrides.length) return 'A date stands twice under other hours.';
  return null;
}

/** Hours of a weekday that one adds: after those that are there, else from nine to five. */
export function nextHours(weekly: readonly WeeklyTime[], isoWeekday: number): WeeklyTime {
  const last = Math.max(0, ...weekly.filter((row) => row.isoWeekday === isoWeekday).map(({ toMin }) => toMin));
  const [fromMin, toMin] = last === 0 || last >= 1380 ? [540, 1020] : [last + 30, Math.min(1440, last + 270)];
  return { isoWeekday, fromMin, toMin, firstDay: null, lastDay: null };
}

/** Zones to choose from, with the one that is chosen now. */
export const zonesWith = (zone: string): string[] => [...new Set([zone, ...Intl.supportedValuesOf('timeZone')])];

/** Starts of a day (epoch ms, rising) as stretches, each from its first to its last: those that follow one another closely are one. */
export function stretches(starts: readonly number[]): [first: number, last: number][] {
  const step = Math.min(...starts.slice(1).map((at, i) => at - starts[i]!));
  const joined: [number, number][] = [];
  for (const at of starts) {
    const last = joined.at(-1);
    if (last && at - last[1] === step) last[1] = at;
    else joined.push([at, at]);
  }
  return joined;
}
