import fc from 'fast-check';

import { HOUR } from '#kernel';
import { type ChangeReason, costOf, lateFrom } from './change-terms.js';

const rule = { cutoffHours: 24, feeCents: 15_000 };
const at = (iso: string) => Date.parse(iso);
const REASONS: readonly ChangeReason[] = [
  'patient-request',
  'illness',
  'no-chaperone',
  'clinic',
  'safety',
  'technical',
  'no-show',
];

describe('what a change of an appointment costs', () => {
  const startsAt = at('2026-11-02T15:00:00Z');

  it('is nothing before the cut-off, whatever the reason', () => {
    for (const reason of REASONS)
      expect(costOf(startsAt, lateFrom(startsAt, rule) - 1, rule, reason)).toEqual({
        isLate: false,
        feeCents: 0,
        feeState: 'none',
      });
  });
  it('is for the clinic to decide from the cut-off on, when it merely does not suit', () => {
    expect(costOf(startsAt, lateFrom(startsAt, rule), rule, 'patient-request')).toEqual({
      isLate: true,
      feeCents: 15_000,
      feeState: 'pending',
    });
  });
  it('is waived by itself for illness, safety, no companion, technical trouble and the clinic’s own side', () => {
    for (const reason of ['illness', 'safety', 'no-chaperone', 'technical', 'clinic'] as const)
      expect(costOf(startsAt, startsAt, rule, reason).feeState).toBe('automatic');
  });
  it('counts real hours over a change of the clocks: the day before has twenty-five of them on the wall', () => {
    // New York goes back at 06:00Z on 1 November 2026: 10:00 on the 1st is 15:00Z, and 10:00 on the day before 14:00Z
    const tenOClock = at('2026-11-01T15:00:00Z');
    expect(costOf(tenOClock, at('2026-10-31T14:00:00Z'), rule, 'patient-request').isLate).toBe(false);
    expect(costOf(tenOClock, at('2026-10-31T15:00:00Z'), rule, 'patient-request').isLate).toBe(true);
  });
  it('never rises while time goes back, never exceeds the fee, and is never due from whoever has a waived reason', () => {
    const moments = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 0, max: 500 }));
    const rules = fc.record({ cutoffHours: fc.integer({ min: 0, max: 168 }), feeCents: fc.integer({ min: 0, max: 100_000 }) });
    fc.assert(
      fc.property(moments, rules, fc.constantFrom(...REASONS), ([earlyH, laterH], anyRule, reason) => {
        const [early, late] = [startsAt + earlyH * HOUR, startsAt + (earlyH + laterH) * HOUR];
        const [before, after] = [costOf(startsAt, early, anyRule, reason), costOf(startsAt, late, anyRule, reason)];
        expect(before.feeCents).toBeLessThanOrEqual(after.feeCents);
        expect(after.feeCents).toBeLessThanOrEqual(anyRule.feeCents);
        expect(before.isLate && !after.isLate).toBe(false);
        expect(after.feeState === 'pending').toBe(after.feeCents > 0 && (reason === 'patient-request' || reason === 'no-show'));
      }),
    );
  });
});
