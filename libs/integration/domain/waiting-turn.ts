import { MINUTE, type Span } from '#kernel';

/** Somebody's place among those who wait. Instants in epoch ms. */
export type Turn = Readonly<{ id: string; turnAt: number; since: number }>;

/**
 * Who is asked before whom: who waits longest comes first. Whoever has let an offer lapse waits from then on; whoever has declined one
 * keeps their place.
 *
 * @returns negative when `a` comes before `b`; never 0 for two different waits
 * @source  docs/adr/0022-a-fair-waiting-list.md
 */
export function byTurn(a: Turn, b: Turn): number {
  return a.turnAt - b.turnAt || a.since - b.since || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** Whoever has let an offer lapse is not asked again for so long. Source: docs/clinical-defaults.md, "Booking". */
export const REST_HOURS = 24;

/**
 * Until when a time is kept for whoever is offered it: minutes run only while nobody sleeps.
 *
 * @param now   epoch ms
 * @param quiet quiet hours of the recipient from `now` on: disjoint, rising; epoch ms
 * @returns     epoch ms; null when the quiet hours that are known end before the minutes do
 */
export function offerEnds(now: number, minutes: number, quiet: readonly Span[], knownUntil: number): number | null {
  let [at, left] = [now, minutes * MINUTE];
  for (const { from, to } of quiet) {
    if (to <= at) continue;
    const awake = Math.max(0, from - at);
    if (left < awake) break;
    left -= awake;
    at = to;
  }
  return at + left <= knownUntil ? at + left : null;
}

/** What somebody who waits can use. Days since 1970 on the calendar where they live; null: no bound. */
export type Wishes = Readonly<{
  firstDay: number | null;
  lastDay: number | null;
  /** Days on which they have been offered a time already and did not take it. */
  refusedDays: readonly number[];
  /** The start of what they have booked: only what is earlier is of use; epoch ms. */
  before: number | null;
}>;

/**
 * Whether somebody who waits can use a free start.
 *
 * @param at    epoch ms
 * @param dayAt the calendar day of an instant where they live; days since 1970
 */
export function isUseful(at: number, { firstDay, lastDay, refusedDays, before }: Wishes, dayAt: (at: number) => number): boolean {
  const day = dayAt(at);
  if (before !== null && at >= before) return false;
  if (firstDay !== null && day < firstDay) return false;
  return (lastDay === null || day <= lastDay) && !refusedDays.includes(day);
}
