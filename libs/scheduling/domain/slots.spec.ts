import fc from 'fast-check';

import { HOUR, MINUTE, type Span, union } from '#kernel';
import { type Demand, slotStarts } from './slots.js';

const span = (from: number, to: number): Span => ({ from: from * HOUR, to: to * HOUR });
const demand = (free: Span[], fromMin = 0, toMin = 60): Demand => ({ options: [free], fromMin, toMin });

describe('slotStarts', () => {
  it('offers the starts at which everybody has the whole slot free', () => {
    const starts = slotStarts([demand([span(9, 12)]), demand([span(10, 13)])], span(0, 24), 30);
    expect(starts.map((at) => at / HOUR)).toEqual([10, 10.5, 11]);
  });
  it('looks before the start too, where a demand begins before it', () => {
    expect(slotStarts([demand([span(9, 11)], -20, 10)], span(0, 24), 30).map((at) => at / HOUR)).toEqual([9.5, 10, 10.5]);
  });
  it('takes any place of several, but one place for the whole slot', () => {
    const places: Demand = { options: [[span(9, 10)], [span(10, 11)]], fromMin: 0, toMin: 60 };
    expect(slotStarts([places], span(0, 24), 30).map((at) => at / HOUR)).toEqual([9, 10]);
  });
  it('offers nothing to nobody: empty hours, an empty window, a slot longer than any free time', () => {
    expect(slotStarts([demand([])], span(0, 24), 30)).toEqual([]);
    expect(slotStarts([demand([span(0, 24)])], { from: HOUR, to: HOUR }, 30)).toEqual([]);
    expect(slotStarts([demand([span(9, 10)], 0, 61)], span(0, 24), 30)).toEqual([]);
  });
  it('agrees with trying every start', () => {
    const spans = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 90 })), { maxLength: 6 })
      .map((list) => union(list.map(([from, length]) => ({ from: from * 5 * MINUTE, to: (from + length) * 5 * MINUTE }))));
    const demands = fc.array(
      fc.record({
        options: fc.array(spans, { minLength: 1, maxLength: 3 }),
        fromMin: fc.constantFrom(-20, 0),
        toMin: fc.constantFrom(10, 50, 180),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const within = { from: 0, to: 1500 * MINUTE };
    const isFree = (at: number, { options, fromMin, toMin }: Demand) =>
      options.some((free) => free.some(({ from, to }) => from <= at + fromMin * MINUTE && at + toMin * MINUTE <= to));
    fc.assert(
      fc.property(demands, fc.constantFrom(10, 15, 30), (list, gridMin) => {
        const naive = [];
        for (let at = 0; at < within.to; at += gridMin * MINUTE) if (list.every((one) => isFree(at, one))) naive.push(at);
        expect(slotStarts(list, within, gridMin)).toEqual(naive);
      }),
    );
  });
});
