import type { FreeTime, SeriesMember, SeriesPlan } from '#contracts';
import { dayOf, timeInBoth, timeOfDay } from '../time.js';

type Zones = Pick<SeriesPlan, 'zone' | 'clinicZone'>;

const WHY: Readonly<Record<string, (who: string) => string>> = {
  taken: (who) => `${who} has something else then`,
  'no-pause': (who) => `${who} needs a pause then`,
  'off-hours': (who) => `${who} is not there then`,
  away: (who) => `${who} is away then`,
  'day-full': (who) => `the day of ${who} is full`,
  'not-offered': (who) => `${who} has no such sessions`,
  closed: () => 'the clinic is closed then',
  'too-soon': () => 'that is too soon',
  'too-near': () => 'too few days lie between it and another session',
  'out-of-order': () => 'the sessions come in the order of the plan',
  'before-visit': () => 'the visit after the session before it comes first',
  'no-visit-time': () => 'there is no time for the visit on the day after',
  'off-grid': () => 'sessions begin on the half hour',
};

/** By how much, as people say it. */
const LATER = new Map([
  [60, 'An hour'],
  [30, 'Half an hour'],
]);

/** Why a session is not when it was wanted; empty when it is, or when there is no more to say. */
export function whyNotWords({ whyNot, isSkipped, wantedAt, laterMin }: SeriesMember, zone: string): string {
  const wanted = `${dayOf(wantedAt, zone)}, ${timeOfDay(wantedAt, zone)}`;
  if (isSkipped) return 'The clocks go forward that night: there is no such time on that day.';
  if (!whyNot.length) return '';
  if (whyNot.some(({ code }) => code === 'clocks'))
    return `${LATER.get(laterMin) ?? `${laterMin} minutes`} later because of the change of the clocks: full days lie between two sessions.`;
  const reasons = whyNot.map(({ code, who }) => (WHY[code] ?? (() => 'it cannot be booked'))(who ?? 'somebody'));
  return `Not on ${wanted}: ${[...new Set(reasons)].join('; ')}.`;
}

/** The same on the patient's clock alone, where the page says whose clock it is. */
export const shortTimeWords = ({ startsAt }: Pick<FreeTime, 'startsAt'>, zone: string): string =>
  `${dayOf(startsAt, zone)}, ${timeOfDay(startsAt, zone)}`;

/** A time in one line, with the clinic's clock where it reads otherwise. */
export const timeWords = ({ startsAt }: Pick<FreeTime, 'startsAt'>, { zone, clinicZone }: Zones): string =>
  `${dayOf(startsAt, zone)}, ${timeInBoth(startsAt, zone, clinicZone)}`;

const RHYTHMS = new Map([
  [1, 'every day'],
  [2, 'every two days'],
  [3, 'every three days'],
  [7, 'every week'],
  [14, 'every two weeks'],
  [21, 'every three weeks'],
  [28, 'every four weeks'],
]);
export const rhythmWords = (everyDays: number): string => RHYTHMS.get(everyDays) ?? `every ${everyDays} days`;
export const RHYTHM_DAYS = [...RHYTHMS.keys()];

/** "4 sessions" */
export const countWords = (count: number): string => (count === 1 ? '1 session' : `${count} sessions`);
