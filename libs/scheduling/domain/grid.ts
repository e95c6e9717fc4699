import { MINUTE, offsetMinAt, type Span, type ZoneTable } from '#kernel';
import type { Starts } from './starts.js';

/** Starts fall on every so many minutes of the clock on the wall of a zone; on those of UTC when none is given. */
export type Grid = Readonly<{ everyMin: number; table: ZoneTable | null }>;

/** A stretch of time in which grid points are evenly spaced; `shift`: how far they lie after multiples of the step. */
export type Steps = Readonly<{ from: number; to: number; shift: number }>;

const shiftOf = (offsetMin: number, everyMin: number): number => (((-offsetMin % everyMin) + everyMin) % everyMin) * MINUTE;

/** A grid as even stretches: one, but where the offset of a zone changes by what is no multiple of the step. */
export function stepsOf({ everyMin, table }: Grid, { from, to }: Span): Steps[] {
  if (!table) return [{ from, to, shift: 0 }];
  const steps: Steps[] = [];
  for (let i = 0; i < table.changes.length; i++) {
    const { at, offsetMin } = table.changes[i]!;
    const stretch = { from: i === 0 ? from : Math.max(from, at), to: Math.min(to, table.changes[i + 1]?.at ?? to) };
    if (stretch.from >= stretch.to) continue;
    const [shift, last] = [shiftOf(offsetMin, everyMin), steps.at(-1)];
    if (last?.shift === shift) steps[steps.length - 1] = { ...last, to: stretch.to };
    else steps.push({ ...stretch, shift });
  }
  return steps;
}

/** The first grid point at or after an instant. @param step ms */
export const atOrAfter = (instant: number, step: number, shift: number): number =>
  Math.ceil((instant - shift) / step) * step + shift;

/** Whether an instant is a grid point. */
export const isOnGrid = ({ everyMin, table }: Grid, at: number): boolean =>
  (at - (table ? shiftOf(offsetMinAt(table, at), everyMin) : 0)) % (everyMin * MINUTE) === 0;

/** Every grid point in the stretches. @param possible disjoint, rising @param within of which the starts are wanted @returns rising, epoch ms */
export function gridStarts(possible: readonly Starts[], grid: Grid, within: Span): number[] {
  const step = grid.everyMin * MINUTE;
  const starts: number[] = [];
  for (const { from, to, shift } of stepsOf(grid, within)) {
    for (const stretch of possible) {
      if (stretch.to < from) continue;
      if (stretch.from >= to) break;
      const last = Math.min(stretch.to, to - 1);
      for (let at = atOrAfter(Math.max(stretch.from, from), step, shift); at <= last; at += step) starts.push(at);
    }
  }
  return starts;
}
