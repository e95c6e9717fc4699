import { tierDeadline } from './ladder.js';
import type { Ladder } from './plan.js';

describe('a ladder', () => {
  it('counts whole seconds, also where a protocol says parts of minutes', () => {
    const tier = (afterMin: number) => ({ afterMin, level: 1, calls: [] }) as const;
    const ladder: Ladder = { tiers: [tier(0.2), tier(1.1), tier(3.3)], repeatMin: [0.1, 1 / 3] };
    expect(tierDeadline(ladder, 1, 0, { kind: 'alert', ref: 'a' }).delaysSec).toEqual([54, 132, 6, 20]);
  });
});
