// Hearth and floor in turn, in the same minute: what the machine does meanwhile falls on both.

/** The middle of some numbers. */
export function median(numbers) {
  const rising = [...numbers].sort((a, b) => a - b);
  const half = rising.length >> 1;
  return rising.length % 2 ? rising[half] : (rising[half - 1] + rising[half]) / 2;
}

/** What all but a share of some numbers stay within. @param share 0.99 for the 99th percentile */
export function percentile(numbers, share) {
  const rising = [...numbers].sort((a, b) => a - b);
  return rising[Math.min(rising.length - 1, Math.floor(rising.length * share))];
}

/**
 * Runs both sides `rounds` times, A B then B A, so that neither is always the first.
 *
 * @param sides `{ floor, hearth }`, each measures once and resolves to an object of numbers
 * @returns     the rounds as `{ floor, hearth }`
 */
export async function interleave(rounds, sides) {
  const done = [];
  for (let round = 0; round < rounds; round++) {
    const pair = {};
    for (const side of round % 2 ? ['hearth', 'floor'] : ['floor', 'hearth']) pair[side] = await sides[side]();
    done.push(pair);
  }
  return done;
}

/** The middle of the paired ratios Hearth to floor of one figure, and the middle of the floor's own. */
export const compare = (pairs, figure) => ({
  value: median(pairs.map(({ floor, hearth }) => hearth[figure] / floor[figure])),
  floor: median(pairs.map(({ floor }) => floor[figure])),
  own: median(pairs.map(({ hearth }) => hearth[figure])),
});
