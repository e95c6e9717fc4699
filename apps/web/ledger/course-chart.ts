import type { OutcomePoint } from '#contracts';
import { epochMs, type Instant } from '../time.js';

type Taken = Readonly<{ takenAt: Instant; doseMg: number }>;
type Form = OutcomePoint['form'];
export type Size = Readonly<{ width: number; height: number; left: number; pad: number }>;
type Point = readonly [x: number, y: number];
export type Bar = Readonly<{ x: number; y: number; height: number; doseMg: number }>;
export type Line = Readonly<{ form: Form; points: readonly Point[] }>;

/** The highest that each scale can say. */
export const SCALE_MAX: Readonly<Record<Form, number>> = { 'phq-9': 27, 'gad-7': 21, 'pcl-5': 80 };
const FORMS = Object.keys(SCALE_MAX) as readonly Form[];

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * Places doses as bars and outcomes as lines on one stretch of time. Each scale fills its own height: the lines tell courses, not numbers
 * against each other.
 *
 * @returns bars rising from the ground by mg, lines by share of the scale's highest, and what was taken in all by share of its end
 */
export function courseChart(
  doses: readonly Taken[],
  outcomes: readonly OutcomePoint[],
  { width, height, left, pad }: Size,
): Readonly<{ bars: readonly Bar[]; lines: readonly Line[]; total: readonly Point[] }> {
  const times = [...doses.map(({ takenAt }) => epochMs(takenAt)), ...outcomes.map(({ at }) => epochMs(at))];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const [first, last] = [left + pad, width - pad];
  const xOf = (at: Instant) =>
    round(from === to ? (first + last) / 2 : first + ((epochMs(at) - from) / (to - from)) * (last - first));
  const highest = Math.max(0, ...doses.map(({ doseMg }) => doseMg));
  const room = height - 2 * pad;
  const inOrder = [...doses].sort((a, b) => epochMs(a.takenAt) - epochMs(b.takenAt));
  const totalMg = inOrder.reduce((sum, { doseMg }) => sum + doseMg, 0);
  let sumMg = 0;
  const total = inOrder.map(({ takenAt, doseMg }) => {
    sumMg += doseMg;
    return [xOf(takenAt), round(height - pad - (sumMg / totalMg) * room)] as const;
  });
  const bars = doses.map(({ takenAt, doseMg }) => {
    const tall = round(highest > 0 ? (doseMg / highest) * room : 0);
    return { x: xOf(takenAt), y: round(height - pad - tall), height: tall, doseMg };
  });
  const lines = FORMS.flatMap((form) => {
    const points = outcomes
      .filter((point) => point.form === form)
      .map(({ at, value }) => [xOf(at), round(height - pad - (value / SCALE_MAX[form]) * room)] as const);
    return points.length ? [{ form, points }] : [];
  });
  return { bars, lines, total };
}
