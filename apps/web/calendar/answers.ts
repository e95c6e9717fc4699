import type { ScheduleEntry, WhyNot } from '#contracts';
import { dayOf, timeOfDay } from '../time.js';
import type { Answer } from './moves.js';

/** What a rule has against a start, as somebody reads it. `who`: whose time it is. */
const WORDS: Readonly<Record<string, (who: string) => string>> = {
  'off-grid': () => 'it does not begin on this minute',
  'too-soon': () => 'it is too soon: people need more notice',
  'too-early': () => 'it is too early',
  'too-late': () => 'it is too late',
  'too-near': () => 'it is too near to another dose',
  'out-of-order': () => 'it is not between the doses before and after it',
  'before-visit': () => 'the visit after the session before it comes first',
  'dose-not-planned': () => 'its dose is not part of the signed protocol any more',
  closed: () => 'the clinic is closed',
  'not-offered': (who) => `${who} does not take this kind of appointment`,
  'off-hours': (who) => `it is outside the hours of ${who}`,
  away: (who) => `${who} is away`,
  'day-full': (who) => `${who} has a full day`,
  taken: (who) => `${who} has something else then`,
  'no-licence': () => 'there is no licence for where a patient of this group is',
  'no-pause': (who) => `${who} would have no pause`,
  'out-of-window': () => 'the visit belongs to the day after its session, at least twelve hours after it',
  'no-visit-time': () => 'there is no free time for the visit on the day after',
  'no-dose-planned': () => 'the signed protocol has no further dose',
  'integration-due': () => 'the visit after the last dose is still to be held',
};
const oneReason = ({ code, who }: WhyNot): string => WORDS[code]?.(who ?? 'somebody') ?? 'the rules do not allow it';

/** "Tom Brandt is away, and the clinic is closed" */
export function reasonsWords(whyNot: readonly WhyNot[]): string {
  const words = [...new Set(whyNot.map(oneReason))];
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')}, and ${words.at(-1)}`;
}

export type Verdict = 'free' | 'own' | 'not';
/** What becomes of an appointment that is let go at a start. */
export const verdictOf = ({ startsAt }: ScheduleEntry, answer: Answer): Verdict => {
  if (Date.parse(answer.startsAt) === Date.parse(startsAt)) return 'own';
  return answer.whyNot.length ? 'not' : 'free';
};

/** The answer of the rules to one start, in words. */
export function answerWords(entry: ScheduleEntry, answer: Answer, zone: string): string {
  const { startsAt, visitStartsAt, coveredBy, whyNot } = answer;
  const when = `${dayOf(startsAt, zone)}, ${timeOfDay(startsAt, zone)}`;
  const verdict = verdictOf(entry, answer);
  if (verdict === 'own') return `${when}: this is where it is now.`;
  if (verdict === 'not') return `${when}: not possible, because ${reasonsWords(whyNot)}.`;
  const visit = visitStartsAt && ` The visit would be on ${dayOf(visitStartsAt, zone)}, ${timeOfDay(visitStartsAt, zone)}.`;
  return `${when}: possible.${visit ?? ''}${coveredBy ? ` ${coveredBy} would hold it.` : ''}`;
}

const startOf = ({ startsAt }: Answer) => Date.parse(startsAt);

/** The start that lies nearest to an instant; null when there is none at all. @param answers rising */
export function nearest(answers: readonly Answer[], at: number): number | null {
  let best: number | null = null;
  for (const [i, answer] of answers.entries()) {
    if (best === null || Math.abs(startOf(answer) - at) < Math.abs(startOf(answers[best]!) - at)) best = i;
  }
  return best;
}

export type Step = Readonly<{ by: 'start' | 'possible' | 'day'; direction: 1 | -1 }>;
const DAY_MS = 86_400_000;

/**
 * Where an appointment that is carried is after a step.
 *
 * @param at    the index of the start where it is
 * @param days  midnights of the days that are shown, epoch ms; a step of a day keeps the distance from midnight
 * @returns     an index; the same where there is nothing further
 */
export function stepped(answers: readonly Answer[], at: number, { by, direction }: Step, days: readonly number[]): number {
  if (by === 'start') return Math.min(answers.length - 1, Math.max(0, at + direction));
  if (by === 'possible') {
    for (let i = at + direction; i >= 0 && i < answers.length; i += direction) if (!answers[i]!.whyNot.length) return i;
    return at;
  }
  const start = startOf(answers[at]!);
  const today = days.findLastIndex((midnight) => midnight <= start);
  const midnight = days[today + direction];
  if (today === -1 || midnight === undefined) return at;
  return nearest(answers, midnight + (start - days[today]!)) ?? at;
}

/**
 * The times that are best for somebody whose appointment has to move: the soonest days on which there is one, and on each the one that is
 * nearest to the hour they had.
 *
 * @param startsAt where it is now; epoch ms
 * @param dayKey   the calendar day of an instant
 */
export function bestTimes(answers: readonly Answer[], startsAt: number, dayKey: (at: number) => string, count: number): Answer[] {
  const apart = (answer: Answer) => {
    const off = (((startOf(answer) - startsAt) % DAY_MS) + DAY_MS) % DAY_MS;
    return Math.min(off, DAY_MS - off);
  };
  const best = new Map<string, Answer>();
  for (const answer of answers) {
    if (answer.whyNot.length || startOf(answer) === startsAt) continue;
    const key = dayKey(startOf(answer));
    const known = best.get(key);
    if (!known || apart(answer) < apart(known)) best.set(key, answer);
  }
  return [...best.values()].slice(0, count);
}
