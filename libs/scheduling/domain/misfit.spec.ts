import fc from 'fast-check';

import { HOUR, type Span } from '#kernel';
import { misfitsOf, type Time } from './misfit.js';

const nine: Time = { hours: [{ from: 9 * HOUR, to: 17 * HOUR }], away: [], overfull: [] };
const share = (from: number, to: number): Span => ({ from: from * HOUR, to: to * HOUR });

describe('misfitsOf', () => {
  it('has nothing against what lies inside of the hours, to the very edges', () => {
    expect(misfitsOf(share(9, 17), 9 * HOUR, nine)).toEqual([]);
  });

  it('names what begins before the hours or ends after them', () => {
    expect(misfitsOf(share(8, 10), 8 * HOUR, nine)).toEqual(['off-hours']);
    expect(misfitsOf(share(16, 18), 16 * HOUR, nine)).toEqual(['off-hours']);
    expect(misfitsOf(share(10, 11), 10 * HOUR, { ...nine, hours: [] })).toEqual(['off-hours']);
  });

  it('says away, and not the hours too, as soon as any minute of it is', () => {
    const away = [share(12, 13)];
    expect(misfitsOf(share(10, 12), 10 * HOUR, { ...nine, away })).toEqual([]);
    expect(misfitsOf(share(10, 12.5), 10 * HOUR, { ...nine, away })).toEqual(['away']);
    expect(misfitsOf(share(6, 12.5), 6 * HOUR, { ...nine, away })).toEqual(['away']);
  });

  it('names a day on which more begins than is taken, by the start and not by the share', () => {
    const overfull = [share(0, 24)];
    expect(misfitsOf(share(10, 12), 10 * HOUR, { ...nine, overfull })).toEqual(['over-cap']);
    expect(misfitsOf(share(10, 12), 24 * HOUR, { ...nine, overfull })).toEqual([]);
  });

  it('finds away exactly where an instant is shared', () => {
    const spans = fc
      .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 12 }))
      .map(([from, length]) => share(from, from + length));
    fc.assert(
      fc.property(spans, spans, (one, off) => {
        const isShared = Math.max(one.from, off.from) < Math.min(one.to, off.to);
        expect(misfitsOf(one, one.from, { hours: [share(0, 99)], away: [off], overfull: [] })).toEqual(isShared ? ['away'] : []);
      }),
    );
  });
});
