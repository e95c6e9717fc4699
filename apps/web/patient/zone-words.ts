const DAY_MIN = 1_440;
const clock = (minute: number): string => {
  const of = ((minute % DAY_MIN) + DAY_MIN) % DAY_MIN;
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
};

/** "Paris" of `Europe/Paris`: the city by which people know a zone. */
export const cityOf = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ');

/**
 * What quiet hours of one clock read on another; null: there are none.
 *
 * @param aheadMin minutes that the other clock is ahead
 */
export function quietWords(
  { quietFromMin, quietToMin }: { quietFromMin: number; quietToMin: number },
  aheadMin = 0,
): string | null {
  if (quietFromMin === quietToMin) return null;
  return `${clock(quietFromMin + aheadMin)} to ${clock(quietToMin + aheadMin)}`;
}
