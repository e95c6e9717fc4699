/** What somebody has checked: valid from a day to a day (`2026-11-29`, both included), unless it was ended before. */
export type Held = Readonly<{ validFrom: string; validTo: string; hasEnded: boolean }>;

/** Why nothing of a kind holds on a day, that one last which comes closest to holding. */
const CLOSEST_LAST = ['missing', 'ended', 'over', 'not-yet'] as const;
export type Lack = (typeof CLOSEST_LAST)[number];
export const LACKS: readonly Lack[] = CLOSEST_LAST;

function judge({ hasEnded, validFrom, validTo }: Held, day: string): Lack | 'holds' {
  if (hasEnded) return 'ended';
  if (day > validTo) return 'over';
  return day < validFrom ? 'not-yet' : 'holds';
}

/**
 * What holds on a day. What has ended holds on none, whichever day is asked for.
 *
 * @param all of one kind
 * @param day as `2026-11-29`: today or later
 * @returns   of those that hold the one that is valid longest; or the reason that comes closest to holding
 */
export function holding<T extends Held>(
  all: readonly T[],
  day: string,
): Readonly<{ longest: T } | { longest: null; lack: Lack }> {
  const judged = all.map((one) => ({ one, verdict: judge(one, day) }));
  const [longest] = judged
    .filter(({ verdict }) => verdict === 'holds')
    .map(({ one }) => one)
    .toSorted((a, b) => b.validTo.localeCompare(a.validTo));
  if (longest) return { longest };
  return { longest: null, lack: CLOSEST_LAST.findLast((lack) => judged.some(({ verdict }) => verdict === lack)) ?? 'missing' };
}
