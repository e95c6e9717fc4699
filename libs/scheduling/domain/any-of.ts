import { MINUTE } from '#kernel';
import { atOrAfter, type Steps, stepsOf } from './grid.js';
import type { Search } from './search.js';

/**
 * Starts that at least one of several searches has: any of many clinicians.
 *
 * @param searches over the same stretch of time and on the same grid
 * @returns        rising; epoch ms
 */
export function slotsOfAny(searches: readonly Search[]): number[] {
  const [first] = searches;
  if (!first) return [];
  const { grid, within } = first.ask;
  return stepsOf(grid, within).flatMap((steps) => marked(searches, steps, grid.everyMin * MINUTE));
}

/** Counts at each grid point how many stretches begin and end there. */
function marked(searches: readonly Search[], { from, to, shift }: Steps, step: number): number[] {
  const origin = atOrAfter(from, step, shift);
  const changes = new Int32Array(Math.max(0, Math.ceil((to - origin) / step)) + 1);
  for (const { possible } of searches) {
    for (const stretch of possible) {
      const begin = Math.max(0, Math.ceil((stretch.from - origin) / step));
      const end = Math.min(changes.length - 1, Math.floor((stretch.to - origin) / step) + 1);
      if (begin >= end) continue;
      changes[begin]! += 1;
      changes[end]! -= 1;
    }
  }
  const starts: number[] = [];
  let open = 0;
  for (let i = 0; i < changes.length - 1; i++) {
    open += changes[i]!;
    if (open > 0) starts.push(origin + i * step);
  }
  return starts;
}
