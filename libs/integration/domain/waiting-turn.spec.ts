import fc from 'fast-check';
import { DAY, MINUTE, type Span, union } from '#kernel';
import { byTurn, isUseful, offerEnds, type Turn } from './waiting-turn.js';

const NONE = { firstDay: null, lastDay: null, refusedDays: [], before: null };
const dayAt = (at: number) => Math.floor(at / DAY);
const FAR = 1_000 * DAY;

describe('whose turn it is', () => {
  const turn = (id: string, turnAt: number, since = turnAt): Turn => ({ id, turnAt, since });

  it('is theirs who wait longest', () => {
    expect([turn('c', 3), turn('a', 2), turn('b', 1)].sort(byTurn).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });
  it('comes behind those who wait by then, for whoever has let an offer lapse', () => {
    expect([turn('lapsed', 5, 1), turn('b', 4), turn('c', 6)].sort(byTurn).map(({ id }) => id)).toEqual(['b', 'lapsed', 'c']);
  });
  it('is one order, whatever order they come in', () => {
    const turns = fc.uniqueArray(
      fc.record({ id: fc.uuid(), turnAt: fc.integer({ min: 0, max: 5 }), since: fc.integer({ min: 0, max: 5 }) }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(turns, (all) => {
        const sorted = [...all].sort(byTurn);
        expect([...all].reverse().sort(byTurn)).toEqual(sorted);
        expect(sorted.every((one, i) => i === 0 || sorted[i - 1]!.turnAt <= one.turnAt)).toBe(true);
      }),
    );
  });
});

describe('how long an offer stands', () => {
  it('is its minutes, by day', () => {
    expect(offerEnds(0, 120, [], FAR)).toBe(120 * MINUTE);
  });
  it('stops for the night and goes on in the morning', () => {
    const night = { from: 30 * MINUTE, to: 600 * MINUTE };
    expect(offerEnds(0, 120, [night], FAR)).toBe(690 * MINUTE);
  });
  it('begins in the morning when it is made in the night', () => {
    expect(offerEnds(0, 120, [{ from: -60 * MINUTE, to: 60 * MINUTE }], FAR)).toBe(180 * MINUTE);
  });
  it('does not end in the moment in which the night begins, but after it', () => {
    expect(offerEnds(0, 120, [{ from: 120 * MINUTE, to: 600 * MINUTE }], FAR)).toBe(600 * MINUTE);
  });
  it('is unknown when the nights that are known do not reach so far', () => {
    expect(offerEnds(0, 120, [{ from: 0, to: 100 * MINUTE }], 200 * MINUTE)).toBeNull();
  });
  it('leaves exactly its minutes outside of quiet hours, and ends in none', () => {
    const spans = fc
      .array(fc.tuple(fc.integer({ min: -500, max: 5_000 }), fc.integer({ min: 1, max: 700 })), { maxLength: 8 })
      .map((all) => union(all.map(([from, long]): Span => ({ from: from * MINUTE, to: (from + long) * MINUTE }))));
    fc.assert(
      fc.property(spans, fc.integer({ min: 15, max: 1_440 }), (quiet, minutes) => {
        const end = offerEnds(0, minutes, quiet, FAR)!;
        const asleep = quiet.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, 0)), 0);
        expect(end - asleep).toBe(minutes * MINUTE);
        expect(quiet.some(({ from, to }) => from <= end && end < to)).toBe(false);
      }),
    );
  });
});

describe('a start that is of use', () => {
  const useful = (wishes: object, ...starts: number[]) => starts.filter((at) => isUseful(at, { ...NONE, ...wishes }, dayAt));

  it('lies on the days that would do, both ends among them', () => {
    expect(useful({ firstDay: 1, lastDay: 2 }, 0, DAY, 3 * DAY - 1, 3 * DAY)).toEqual([DAY, 3 * DAY - 1]);
  });
  it('is earlier than what is booked', () => {
    expect(useful({ before: 6 }, 5, 6, 7)).toEqual([5]);
  });
  it('is never on a day that was offered before', () => {
    expect(useful({ refusedDays: [0] }, 0, MINUTE, DAY)).toEqual([DAY]);
  });
  it('is any, without wishes', () => {
    expect(useful({}, 0, DAY)).toEqual([0, DAY]);
  });
});
