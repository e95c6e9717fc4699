import fc from 'fast-check';

import { isOverRatio, placesLeft, placesTold } from './group.js';

const room = fc.record({
  patientsPerStaff: fc.integer({ min: 1, max: 20 }),
  present: fc.integer({ min: 0, max: 6 }),
  taken: fc.integer({ min: 0, max: 120 }),
});

describe('the places of a group', () => {
  it('are so many for each who leads it and is there, less those that are taken', () => {
    expect(placesLeft({ patientsPerStaff: 2, present: 2, taken: 1 })).toBe(3);
    expect(placesLeft({ patientsPerStaff: 2, present: 1, taken: 2 })).toBe(0);
  });
  it('are none while there are more patients than may be, and none more than fit', () => {
    fc.assert(
      fc.property(room, (one) => {
        const left = placesLeft(one);
        expect(left >= 0 && (left === 0 || !isOverRatio({ ...one, taken: one.taken + left }))).toBe(true);
        if (isOverRatio(one)) expect(left).toBe(0);
      }),
    );
  });
  it('are told apart to patients only when there are few', () => {
    expect([0, 1, 2, 3, 4, 40].map(placesTold)).toEqual([0, 1, 2, 3, 3, 3]);
  });
});
