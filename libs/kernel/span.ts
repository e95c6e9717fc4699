/** A half-open stretch of time `[from, to)`; both epoch ms, UTC; `from < to`. */
export type Span = Readonly<{ from: number; to: number }>;

/** Whether two spans share an instant. */
export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** Whether `inner` lies wholly inside `outer`. */
export const contains = (outer: Span, inner: Span): boolean => outer.from <= inner.from && inner.to <= outer.to;

/**
 * Joins spans that touch or overlap.
 *
 * @param spans in any order
 * @returns     the same instants as disjoint, non-touching spans, rising
 */
export function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  const isRising = spans.every((span, i) => i === 0 || spans[i - 1]!.from <= span.from);
  for (const span of isRising ? spans : [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}

/**
 * The instants that lie in both lists.
 *
 * @param a disjoint spans, rising (see `union`)
 * @param b the same
 * @returns disjoint spans, rising
 */
export function intersect(a: readonly Span[], b: readonly Span[]): Span[] {
  const shared: Span[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i]!, b[j]!];
    const [from, to] = [Math.max(left.from, right.from), Math.min(left.to, right.to)];
    if (from < to) shared.push({ from, to });
    if (left.to < right.to) i++;
    else j++;
  }
  return shared;
}

/**
 * What is left of `from` without `taken`.
 *
 * @param from  disjoint spans, rising (see `union`)
 * @param taken disjoint spans, rising
 * @returns     disjoint spans, rising
 */
export function subtract(from: readonly Span[], taken: readonly Span[]): Span[] {
  const left: Span[] = [];
  let j = 0;
  for (const span of from) {
    let start = span.from;
    while (j < taken.length && taken[j]!.to <= start) j++;
    for (let k = j; k < taken.length && taken[k]!.from < span.to; k++) {
      if (start < taken[k]!.from) left.push({ from: start, to: taken[k]!.from });
      start = Math.max(start, taken[k]!.to);
    }
    if (start < span.to) left.push({ from: start, to: span.to });
  }
  return left;
}
