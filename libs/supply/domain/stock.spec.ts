import fc from 'fast-check';
import { drawnMg, drawStanding, stockStanding } from './stock.js';

const DAY = '2026-11-29';
const lot = { onHandUnits: 4, beyondUseDate: '2027-01-31', isRecalled: false };
const draw = { units: 2, strengthMg: 28, beyondUseDate: '2027-01-31', isRecalled: false };

describe('a lot of the clinic’s stock', () => {
  it.each([
    ['good', {}],
    ['good', { beyondUseDate: DAY }],
    ['none-left', { onHandUnits: 0 }],
    ['past-use-by', { beyondUseDate: '2026-11-28' }],
    ['recalled', { isRecalled: true, onHandUnits: 0 }],
  ] as const)('is %s', (standing, different) => {
    expect(stockStanding({ ...lot, ...different }, DAY)).toBe(standing);
  });
});

describe('what was drawn for a dose', () => {
  it.each([
    [56, 'good', draw],
    [0, 'not-drawn', null],
    [56, 'recalled', { ...draw, isRecalled: true }],
    [56, 'past-use-by', { ...draw, beyondUseDate: '2026-11-28' }],
  ] as const)('is %f mg, %s', (mg, reason, drawn) => {
    expect(drawStanding(drawn, DAY)).toEqual({ drawnMg: mg, reason });
  });

  it('is exact in quarters of a unit and hundredths of a milligram', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000 }), fc.integer({ min: 1, max: 500_000 }), (quarters, hundredths) => {
        const parts = BigInt(quarters) * 25n * BigInt(hundredths);
        expect(Math.round(drawnMg({ units: quarters / 4, strengthMg: hundredths / 100 }) * 10_000)).toBe(Number(parts));
      }),
    );
  });
});
