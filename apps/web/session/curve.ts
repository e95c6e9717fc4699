import type { Reading } from '#session-engine';

export type Point = readonly [x: number, y: number];
type Size = Readonly<{ width: number; height: number; pad: number }>;
type Range = Readonly<{ low: number; high: number }>;

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * Places readings on a drawing.
 *
 * @param dosedAt epoch ms; undefined before the dose
 * @param range   pressures at the lower and upper edge, mmHg; by default as far as the readings go
 * @returns       points in the order of time, and the way from a pressure to its height
 */
export function curve(unordered: readonly Reading[], dosedAt: number | undefined, { width, height, pad }: Size, range?: Range) {
  const readings = [...unordered].sort((a, b) => a.happenedAt - b.happenedAt);
  const times = [...readings.map(({ happenedAt }) => happenedAt), ...(dosedAt === undefined ? [] : [dosedAt])];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const systolics = readings.map(({ systolicMmHg }) => systolicMmHg);
  const low = Math.min(...systolics, range?.low ?? Number.POSITIVE_INFINITY);
  const high = Math.max(...systolics, range?.high ?? Number.NEGATIVE_INFINITY);
  const xOf = (at: number) => round(to === from ? width / 2 : pad + ((at - from) / (to - from)) * (width - 2 * pad));
  const yOf = (mmHg: number) =>
    round(high === low ? height / 2 : height - pad / 2 - ((mmHg - low) / (high - low)) * (height - pad));
  return {
    systolic: readings.map(({ happenedAt, systolicMmHg }): Point => [xOf(happenedAt), yOf(systolicMmHg)]),
    diastolic: readings.map(({ happenedAt, diastolicMmHg }): Point => [xOf(happenedAt), yOf(diastolicMmHg)]),
    doseX: dosedAt === undefined ? null : xOf(dosedAt),
    yOf,
  };
}
