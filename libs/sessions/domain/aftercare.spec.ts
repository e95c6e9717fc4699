import { DAY } from '#kernel';
import { isOverForChaperone } from './aftercare.js';

const at = (ms: number) => ({ getTime: () => ms });

describe('isOverForChaperone', () => {
  it('is not over before its end, nor in the night after', () => {
    expect(isOverForChaperone({ abortedAt: null, dischargedAt: null }, 10 * DAY)).toBe(false);
    expect(isOverForChaperone({ abortedAt: null, dischargedAt: at(DAY) }, 2 * DAY - 1)).toBe(false);
  });
  it('is over a day after the discharge, and at once when it was called off', () => {
    expect(isOverForChaperone({ abortedAt: null, dischargedAt: at(DAY) }, 2 * DAY)).toBe(true);
    expect(isOverForChaperone({ abortedAt: at(DAY), dischargedAt: null }, DAY)).toBe(true);
  });
});
