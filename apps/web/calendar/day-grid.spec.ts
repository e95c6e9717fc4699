import fc from 'fast-check';

import { hoursOf, lanesOf, place, type Stretch, shownPart, within } from './day-grid.js';

const HOUR = 3_600_000;
const span = (from: number, to: number): Stretch => ({ from: from * HOUR, to: to * HOUR });

describe('the part of a day that is drawn', () => {
  it('is from eight to six when nothing is earlier or later', () => {
    expect(shownPart(span(0, 24), [span(9, 17), span(30, 40)])).toEqual(span(8, 18));
  });

  it('grows with what is booked and worked, in whole hours, and never leaves its day', () => {
    expect(shownPart(span(0, 24), [span(7, 20)])).toEqual(span(6, 21));
    expect(shownPart(span(0, 24), [span(0, 24)])).toEqual(span(0, 24));
    expect(shownPart(span(0, 24), [span(-3, 2)])).toEqual(span(0, 18));
  });

  it('has as many hours as a day on which the clocks change', () => {
    expect(hoursOf(shownPart(span(0, 23), [span(0, 23)]))).toHaveLength(23);
    expect(hoursOf(shownPart(span(0, 25), [span(0, 25)]))).toHaveLength(25);
  });
});

describe('a place on a track', () => {
  it('is cut to it, and nothing beside it', () => {
    expect(place(span(6, 10), span(8, 16))).toEqual({ left: 0, width: 25 });
    expect(place(span(12, 16), span(8, 16))).toEqual({ left: 50, width: 50 });
    expect(place(span(1, 8), span(8, 16))).toBeNull();
  });
});

describe('lanes', () => {
  it('keep what overlaps apart, and begin anew when all is over', () => {
    expect(lanesOf([span(9, 12), span(10, 11), span(11, 13), span(13, 14)])).toEqual([0, 1, 1, 0]);
  });

  it('never put two things in one place', () => {
    const spans = fc.array(
      fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 9 })).map(([from, length]) => span(from, from + length)),
    );
    fc.assert(
      fc.property(spans, (unsorted) => {
        const things = [...unsorted].sort((a, b) => a.from - b.from);
        const lanes = lanesOf(things);
        const clash = things.some((one, i) =>
          things.some((other, j) => i < j && lanes[i] === lanes[j] && within(one, other) !== null),
        );
        expect(clash).toBe(false);
      }),
    );
  });
});
