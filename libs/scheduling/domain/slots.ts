import { MINUTE, type Span } from '#kernel';

/**
 * One demand on somebody's time: they must be free from `fromMin` to `toMin` after the start of the slot (negative: before it),
 * in any one of `options`; a person has one, a resource with several places has one a place.
 */
export type Demand = Readonly<{ options: readonly (readonly Span[])[]; fromMin: number; toMin: number }>;

/** Closed stretches of possible starts. */
type Starts = Readonly<{ from: number; to: number }>;

function startsOf({ options, fromMin, toMin }: Demand): Starts[] {
  const starts: Starts[] = [];
  for (const free of options) {
    for (const span of free) {
      const from = span.from - fromMin * MINUTE;
      const to = span.to - toMin * MINUTE;
      if (from <= to) starts.push({ from, to });
    }
  }
  return options.length > 1 ? mergeClosed(starts) : starts; // one option's are disjoint and rise already
}

function mergeClosed(starts: Starts[]): Starts[] {
  const merged: Starts[] = [];
  for (const next of starts.sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && next.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else merged.push(next);
  }
  return merged;
}

function intersectClosed(a: readonly Starts[], b: readonly Starts[]): Starts[] {
  const shared: Starts[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i]!;
    const right = b[j]!;
    const from = Math.max(left.from, right.from);
    const to = Math.min(left.to, right.to);
    if (from <= to) shared.push({ from, to });
    if (left.to < right.to) i++;
    else j++;
  }
  return shared;
}

/**
 * Every start on the grid at which all demands can be met.
 *
 * @param demands each with disjoint, rising spans (epoch ms) per option
 * @param within  starts are taken from `[from, to)`; epoch ms
 * @param gridMin starts are multiples of this many minutes of UTC
 * @returns       rising; epoch ms
 */
export function slotStarts(demands: readonly Demand[], within: Span, gridMin: number): number[] {
  const grid = gridMin * MINUTE;
  let possible: Starts[] = [{ from: within.from, to: within.to - 1 }];
  for (const demand of demands) {
    if (!possible.length) break;
    possible = intersectClosed(possible, startsOf(demand));
  }
  const starts: number[] = [];
  for (const { from, to } of possible) for (let at = Math.ceil(from / grid) * grid; at <= to; at += grid) starts.push(at);
  return starts;
}
