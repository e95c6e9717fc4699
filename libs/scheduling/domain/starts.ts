import { MINUTE, type Span } from '#kernel';

/** A closed stretch of possible starts: both ends can be had. Epoch ms. */
export type Starts = Readonly<{ from: number; to: number }>;

/** Joins stretches that touch or overlap. @param starts in any order */
export function mergeStarts(starts: readonly Starts[]): Starts[] {
  const merged: Starts[] = [];
  for (const next of [...starts].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && next.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else merged.push(next);
  }
  return merged;
}

/** Starts that lie in both lists. @param a disjoint, rising @param b the same */
export function intersectStarts(a: readonly Starts[], b: readonly Starts[]): Starts[] {
  const shared: Starts[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i]!, b[j]!];
    const from = Math.max(left.from, right.from);
    const to = Math.min(left.to, right.to);
    if (from <= to) shared.push({ from, to });
    if (left.to < right.to) i++;
    else j++;
  }
  return shared;
}

/** Whether a start lies in one of the stretches. @param starts disjoint, rising */
export function includesStart(starts: readonly Starts[], at: number): boolean {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]!.to < at) low = middle + 1;
    else high = middle;
  }
  return low < starts.length && starts[low]!.from <= at;
}

/** What an appointment takes of somebody's time: minutes after its start, negative before it. */
export type Share = Readonly<{ fromMin: number; toMin: number }>;

/** Starts at which a share lies inside one span. @param free disjoint, rising, epoch ms */
export function startsInside(free: readonly Span[], { fromMin, toMin }: Share): Starts[] {
  const starts: Starts[] = [];
  for (const span of free) {
    const from = span.from - fromMin * MINUTE;
    const to = span.to - toMin * MINUTE;
    if (from <= to) starts.push({ from, to });
  }
  return starts;
}

/**
 * Starts at which a share meets none of the spans, and keeps its distance from each.
 *
 * @param taken        disjoint, rising; epoch ms
 * @param beforeMin    minutes that must lie between the end of a span and the share
 * @param afterMin     minutes that must lie between the share and the beginning of the next
 */
export function startsBeside(taken: readonly Span[], { fromMin, toMin }: Share, beforeMin = 0, afterMin = 0): Starts[] {
  const starts: Starts[] = [];
  const [toStart, toEnd] = [(beforeMin - fromMin) * MINUTE, (toMin + afterMin) * MINUTE];
  let from = Number.NEGATIVE_INFINITY;
  for (const span of taken) {
    const to = span.from - toEnd;
    if (from <= to) starts.push({ from, to });
    from = Math.max(from, span.to + toStart);
  }
  starts.push({ from, to: Number.POSITIVE_INFINITY });
  return starts;
}

/** Starts that lie in none of the spans. @param shut disjoint, rising; epoch ms, their end can be had again */
export function startsOutside(shut: readonly Span[]): Starts[] {
  const starts: Starts[] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const span of shut) {
    if (from <= span.from - 1) starts.push({ from, to: span.from - 1 });
    from = span.to;
  }
  starts.push({ from, to: Number.POSITIVE_INFINITY });
  return starts;
}
