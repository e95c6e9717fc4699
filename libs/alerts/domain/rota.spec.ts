import fc from 'fast-check';

import { DAY, HOUR, MINUTE, type Span, toInstant, toLocal, union, type ZoneTable } from '#kernel';
import { coveredUntil, gapsIn, weeklyDuties } from './rota.js';

const within: Span = { from: 0, to: 2 * DAY };
const spans = fc
  .tuple(fc.integer({ min: -DAY, max: 3 * DAY }), fc.integer({ min: 1, max: DAY }))
  .map(([from, length]): Span => ({ from, to: from + length }));
const rotas = fc.array(spans, { maxLength: 12 });
const has = (list: readonly Span[], at: number) => list.some(({ from, to }) => from <= at && at < to);

describe('gaps of a rota', () => {
  it('are all of it without a duty, and none with one that goes through', () => {
    expect(gapsIn(within, [])).toEqual([within]);
    expect(gapsIn(within, [{ from: -HOUR, to: 3 * DAY }])).toEqual([]);
  });

  it('are with the duties the whole, and share no instant with them: every minute has its answer', () => {
    const instants = fc.integer({ min: 0, max: 2 * DAY - 1 });
    fc.assert(
      fc.property(rotas, fc.array(instants, { minLength: 1, maxLength: 30 }), (duties, ats) => {
        const gaps = gapsIn(within, duties);
        expect(ats.every((at) => has(gaps, at) !== has(duties, at))).toBe(true);
        const whole = union([...gaps, ...duties]);
        expect(whole.some(({ from, to }) => from <= within.from && within.to <= to)).toBe(true);
      }),
    );
  });

  it('begin where unbroken cover ends', () => {
    fc.assert(
      fc.property(rotas, fc.integer({ min: 0, max: 2 * DAY - 1 }), (duties, at) => {
        const until = coveredUntil(duties, at);
        expect(until !== null).toBe(has(duties, at));
        if (until === null) return;
        expect(gapsIn({ from: at, to: until }, duties)).toEqual([]);
        expect(has(duties, until)).toBe(false);
      }),
    );
  });
});

/** Clocks go forward on 2026-03-08 at 2:00 and back on 2026-11-01 at 2:00. */
const newYork: ZoneTable = {
  zone: 'America/New_York',
  changes: [
    { at: Date.parse('2026-01-01T00:00:00Z'), offsetMin: -300 },
    { at: Date.parse('2026-03-08T07:00:00Z'), offsetMin: -240 },
    { at: Date.parse('2026-11-01T06:00:00Z'), offsetMin: -300 },
  ],
};
const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / DAY;
const night = { isoWeekdays: [6], fromMin: 20 * 60, toMin: 8 * 60 };

describe('duties of every week', () => {
  it('keep their wall time: a night is eleven hours long in spring, thirteen in autumn', () => {
    const lengths = (firstDay: string, lastDay: string) =>
      weeklyDuties({ ...night, firstDay: dayOf(firstDay), lastDay: dayOf(lastDay) }, newYork).map(
        ({ from, to }) => (to - from) / HOUR,
      );
    expect(lengths('2026-02-28', '2026-03-14')).toEqual([12, 11, 12]);
    expect(lengths('2026-10-24', '2026-11-07')).toEqual([12, 13, 12]);
  });

  it('leave no gap when each ends where the next begins, whatever the clocks do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 0, max: 330 }), (minute, offset) => {
        const firstDay = dayOf('2026-01-02') + offset;
        const every = { isoWeekdays: [1, 2, 3, 4, 5, 6, 7], fromMin: minute, toMin: minute, firstDay, lastDay: firstDay + 14 };
        const duties = weeklyDuties(every, newYork);
        expect(union(duties)).toHaveLength(1);
        expect(toInstant(newYork, { day: firstDay, minute })).toBe(duties[0]!.from);
      }),
    );
  });

  it('begin on their weekdays only, from the first day to the last', () => {
    const duties = weeklyDuties({ ...night, firstDay: dayOf('2026-05-02'), lastDay: dayOf('2026-05-16') }, newYork);
    expect(duties.map(({ from }) => toLocal(newYork, from))).toEqual(
      ['2026-05-02', '2026-05-09', '2026-05-16'].map((iso) => ({ day: dayOf(iso), minute: 20 * 60 })),
    );
    expect(duties.every(({ from, to }) => to - from === 720 * MINUTE)).toBe(true);
  });
});
