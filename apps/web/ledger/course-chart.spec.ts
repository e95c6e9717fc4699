import fc from 'fast-check';

import { courseChart } from './course-chart.js';

const SIZE = { width: 360, height: 160, left: 30, pad: 12 };
const DAY = 86_400_000;
const iso = (days: number) => new Date(days * DAY).toISOString();

describe('the chart of a course', () => {
  it('lets doses rise by their mg, and stand where they were taken', () => {
    const { bars, total } = courseChart(
      [
        { takenAt: iso(0), doseMg: 50 },
        { takenAt: iso(10), doseMg: 100 },
      ],
      [],
      SIZE,
    );
    expect(bars.map(({ x }) => x)).toEqual([42, 348]);
    expect(bars.map(({ height }) => height)).toEqual([68, 136]);
    expect(total).toEqual([
      [42, 102.7],
      [348, 12],
    ]);
  });

  it('has one line a scale, each against its own highest', () => {
    const { lines } = courseChart(
      [],
      [
        { form: 'pcl-5', value: 80, at: iso(0) },
        { form: 'phq-9', value: 27, at: iso(1) },
      ],
      SIZE,
    );
    expect(lines.map(({ form, points }) => [form, points[0]![1]])).toEqual([
      ['phq-9', 12],
      ['pcl-5', 12],
    ]);
  });

  it('keeps everything on the drawing, whatever there is', () => {
    const doses = fc.array(
      fc.record({ takenAt: fc.integer({ min: 0, max: 1e12 }), doseMg: fc.double({ min: 0.01, max: 999, noNaN: true }) }),
    );
    const points = fc.array(
      fc.record({
        form: fc.constantFrom('phq-9' as const, 'gad-7' as const),
        value: fc.integer({ min: 0, max: 21 }),
        at: fc.integer({ min: 0, max: 1000 }).map(iso),
      }),
    );
    fc.assert(
      fc.property(doses, points, (taken, outcomes) => {
        const { bars, lines, total } = courseChart(taken, outcomes, SIZE);
        const all = [...bars.map(({ x, y }) => [x, y] as const), ...lines.flatMap((line) => line.points), ...total];
        expect(bars).toHaveLength(taken.length);
        for (const [x, y] of all) {
          expect(x).toBeGreaterThanOrEqual(SIZE.left);
          expect(x).toBeLessThanOrEqual(SIZE.width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(SIZE.height);
        }
      }),
    );
  });
});
