import { partKey, partsOf, weeklyOf } from './suits.js';

describe('times that suit', () => {
  it('are all when nothing was said, and nothing is said when all are', () => {
    expect(partsOf([]).size).toBe(21);
    expect(weeklyOf(partsOf([]))).toEqual([]);
  });
  it('join where they touch, and are read back', () => {
    const parts = new Set([partKey(1, 0), partKey(1, 1), partKey(6, 0), partKey(6, 2)]);
    const weekly = weeklyOf(parts);
    expect(weekly.map(({ isoWeekday, fromMin, toMin }) => [isoWeekday, fromMin, toMin])).toEqual([
      [1, 480, 1020],
      [6, 480, 720],
      [6, 1020, 1200],
    ]);
    expect(partsOf(weekly)).toEqual(parts);
  });
});
