import type { Reading } from '#session-engine';
import { curve } from './curve.js';

const SIZE = { width: 100, height: 50, pad: 10 };
const reading = (happenedAt: number, systolicMmHg: number) => ({ happenedAt, systolicMmHg, diastolicMmHg: 80 }) as Reading;

describe('curve', () => {
  it('runs in the order of time, whatever the order of arrival', () => {
    const { systolic } = curve([reading(20, 140), reading(10, 120)], undefined, SIZE);
    expect(systolic).toEqual([
      [10, 45],
      [90, 5],
    ]);
  });
  it('begins at the dose when that came first', () => {
    const { doseX, systolic } = curve([reading(10, 120), reading(20, 140)], 0, SIZE);
    expect([doseX, systolic[0]![0], systolic[1]![0]]).toEqual([10, 50, 90]);
  });
  it('places a single reading in the middle', () => {
    expect(curve([reading(10, 120)], undefined, SIZE).systolic).toEqual([[50, 25]]);
  });
  it('widens the range for a reading beyond it', () => {
    const { systolic } = curve([reading(10, 220)], undefined, SIZE, { low: 60, high: 180 });
    expect(systolic[0]![1]).toBe(5);
  });
});
