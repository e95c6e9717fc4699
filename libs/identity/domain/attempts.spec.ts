import fc from 'fast-check';

import { ALL_STRANGERS, ONE_PLACE, waitAfterSec } from './attempts.js';

describe('waitAfterSec', () => {
  const rules = fc.constantFrom(ONE_PLACE, ALL_STRANGERS);

  it('lets people mistype freely, and then doubles', () => {
    expect([0, 9, 10, 11, 12].map((failures) => waitAfterSec(failures, ONE_PLACE))).toEqual([0, 0, 30, 60, 120]);
  });

  it('never falls with more failures, and never locks anybody out for good', () => {
    fc.assert(
      fc.property(rules, fc.nat(100_000), (rule, failures) => {
        const [wait, next] = [waitAfterSec(failures, rule), waitAfterSec(failures + 1, rule)];
        expect(next).toBeGreaterThanOrEqual(wait);
        expect(next).toBeLessThanOrEqual(rule.longestWaitSec);
      }),
    );
  });

  it('leaves a guesser at one place fewer than 20 tries an hour', () => {
    let [tries, sec] = [0, 0];
    for (; sec < 3_600; tries++) sec += waitAfterSec(tries, ONE_PLACE);
    expect(tries).toBeLessThan(20);
  });
});
