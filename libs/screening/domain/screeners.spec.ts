import fc from 'fast-check';

import { DAY, HOUR } from '#kernel';
import { type Screening, SEEN_AFTER_DAYS, screenersOf } from './screeners.js';

const NOW = 1_000 * DAY;
const held = (hours: number, ...clinicianIds: string[]): Screening => ({ endsAt: NOW + hours * HOUR, clinicianIds });
const screenings = fc.array(
  fc.record({
    endsAt: fc.integer({ min: -20 * 24, max: 20 * 24 }).map((hours) => NOW + hours * HOUR),
    clinicianIds: fc.uniqueArray(fc.constantFrom<string>('nina', 'tom', 'omar'), { maxLength: 2 }),
  }),
  { maxLength: 5 },
);

describe('who sees a patient for a screening', () => {
  it('are those who hold one, from the booking on and for some days after it', () => {
    expect([...screenersOf([held(5, 'nina'), held(-5, 'tom')], false, NOW)]).toEqual([
      ['nina', NOW + 5 * HOUR + SEEN_AFTER_DAYS * DAY],
      ['tom', NOW - 5 * HOUR + SEEN_AFTER_DAYS * DAY],
    ]);
    expect(screenersOf([held(-24 * SEEN_AFTER_DAYS, 'tom')], false, NOW).size).toBe(0);
  });

  it('are only those whose screening lies ahead once the case has an owner', () => {
    expect([...screenersOf([held(5, 'nina'), held(-5, 'tom')], true, NOW).keys()]).toEqual(['nina']);
  });

  it('have access that ends, later than now, and never without a screening; a case lends nobody more', () => {
    fc.assert(
      fc.property(screenings, (all) => {
        const [open, owned] = [screenersOf(all, false, NOW), screenersOf(all, true, NOW)];
        for (const [id, until] of [...open, ...owned]) {
          expect(until).toBeGreaterThan(NOW);
          expect(
            all.some(({ clinicianIds, endsAt }) => clinicianIds.includes(id) && endsAt + SEEN_AFTER_DAYS * DAY === until),
          ).toBe(true);
        }
        expect([...owned.keys()].every((id) => open.has(id))).toBe(true);
      }),
    );
  });
});
