import fc from 'fast-check';

import { DAY, HOUR, isoWeekday, MINUTE, type Span, toLocal, type ZoneTable } from '#kernel';
import { daySpans, fullDays, keptHours, timeOff, tooNear, type WorkPlan } from './work-plan.js';

const at = (iso: string) => Date.parse(iso);
const day = (iso: string) => at(`${iso}T00:00:00Z`) / DAY;
const table = (zone: string, first: number, ...changes: [iso: string, offsetMin: number][]): ZoneTable => ({
  zone,
  changes: [
    { at: at('2026-01-01T00:00:00Z'), offsetMin: first },
    ...changes.map(([iso, offsetMin]) => ({ at: at(iso), offsetMin })),
  ],
});
const newYork = table('America/New_York', -300, ['2026-03-08T07:00:00Z', -240], ['2026-11-01T06:00:00Z', -300]);
const paris = table('Europe/Paris', 60, ['2026-03-29T01:00:00Z', 120], ['2026-10-25T01:00:00Z', 60]);
const apia = table('Pacific/Apia', 780);
const weekly = [1, 2, 3, 4, 5].map((isoWeekday) => ({ isoWeekday, fromMin: 540, toMin: 1020 }));
const plan = (own: Partial<WorkPlan> = {}): WorkPlan => ({
  ...{ home: newYork, travels: [], weekly, overrides: new Map(), daysOff: [], off: [] },
  ...own,
});
const week = { from: at('2026-10-26T00:00:00Z'), to: at('2026-11-02T00:00:00Z') };
const begins = (spans: readonly Span[]) => spans.map(({ from }) => new Date(from).toISOString().slice(5, 16));

describe('a plan of work', () => {
  it('replaces the hours of a day, also by none', () => {
    const overrides = new Map([
      [day('2026-10-27'), []],
      [day('2026-10-31'), [{ fromMin: 600, toMin: 660 }]],
    ]);
    expect(begins(keptHours(plan({ overrides }), week))).toEqual([
      '10-26T13:00',
      '10-28T13:00',
      '10-29T13:00',
      '10-30T13:00',
      '10-31T14:00',
    ]);
  });
  it('means the zone of where somebody is, day by day', () => {
    const travels = [{ table: paris, firstDay: day('2026-10-27'), lastDay: day('2026-10-28') }];
    expect(begins(keptHours(plan({ travels }), week))).toEqual([
      '10-26T13:00',
      '10-27T08:00',
      '10-28T08:00',
      '10-29T13:00',
      '10-30T13:00',
    ]);
  });
  it('moves for good with somebody who moves', () => {
    const travels = [{ table: apia, firstDay: day('2026-10-29'), lastDay: Number.POSITIVE_INFINITY }];
    const spans = begins(keptHours(plan({ travels }), week));
    expect(spans.slice(-4)).toEqual(['10-27T13:00', '10-28T13:00', '10-29T20:00', '11-01T20:00']);
  });
  it('goes over midnight and over the end of a month', () => {
    const night = [
      { isoWeekday: 6, fromMin: 1380, toMin: 1440 },
      { isoWeekday: 7, fromMin: 0, toMin: 60 },
    ];
    expect(keptHours(plan({ weekly: night }), { from: at('2026-10-31T12:00:00Z'), to: at('2026-11-02T00:00:00Z') })).toEqual([
      { from: at('2026-11-01T03:00:00Z'), to: at('2026-11-01T05:00:00Z') },
    ]);
  });
  it('is away for whole days of the place, or from one instant to another', () => {
    const off = [{ from: at('2026-10-28T15:00:00Z'), to: at('2026-10-28T16:00:00Z') }];
    const daysOff = [{ firstDay: day('2026-10-30'), lastDay: day('2026-11-01') }];
    expect(timeOff(plan({ off, daysOff }), { ...week, to: week.to + 2 * DAY })).toEqual([
      ...off,
      { from: at('2026-10-30T04:00:00Z'), to: at('2026-11-02T05:00:00Z') },
    ]);
  });
});

describe('fullDays', () => {
  it('counts by the calendar of where somebody is', () => {
    const late = [at('2026-10-27T23:00:00Z'), at('2026-10-28T03:00:00Z'), at('2026-10-28T23:00:00Z')];
    expect(fullDays(plan(), late, 2)).toEqual([{ from: at('2026-10-27T04:00:00Z'), to: at('2026-10-28T04:00:00Z') }]);
    expect(fullDays(plan(), late, 3)).toEqual([]);
    const travels = [{ table: paris, firstDay: day('2026-10-28'), lastDay: day('2026-10-28') }];
    const full = fullDays(plan({ travels }), [at('2026-10-28T12:00:00Z')], 1);
    expect(full).toEqual([{ from: at('2026-10-27T23:00:00Z'), to: at('2026-10-28T23:00:00Z') }]);
    expect(fullDays(plan({ travels }), [at('2026-10-27T12:00:00Z')], 1)).toEqual([
      { from: at('2026-10-27T04:00:00Z'), to: at('2026-10-27T23:00:00Z') },
    ]);
  });
  it('lasts 25 hours on the day on which the clocks go back', () => {
    const [full] = fullDays(plan(), [at('2026-11-01T17:00:00Z')], 1);
    expect((full!.to - full!.from) / HOUR).toBe(25);
  });
});

describe('tooNear', () => {
  it('is a matter of calendar days, whatever the hour and the clocks', () => {
    expect(tooNear(newYork, [at('2026-11-02T15:00:00Z')], 7)).toEqual([
      { from: at('2026-10-27T04:00:00Z'), to: at('2026-11-09T05:00:00Z') },
    ]);
  });
});

describe('days off that were entered in any order', () => {
  it('are those of the wall on both sides of a change of the clocks', () => {
    const off = { firstDay: day('2026-10-27'), lastDay: day('2026-10-27') };
    const before = { firstDay: day('2026-10-22'), lastDay: day('2026-10-22') };
    const plan = { home: paris, travels: [], weekly: [], overrides: new Map(), off: [], daysOff: [off, before] };
    expect(timeOff(plan, { from: day('2026-10-20') * DAY, to: day('2026-10-29') * DAY })).toEqual([
      { from: Date.parse('2026-10-21T22:00:00Z'), to: Date.parse('2026-10-22T22:00:00Z') },
      { from: Date.parse('2026-10-26T23:00:00Z'), to: Date.parse('2026-10-27T23:00:00Z') },
    ]);
  });
});

describe('minute by minute', () => {
  it('keeps the hours that stand on the wall, and is away on the days that were said', () => {
    const zones = fc.constantFrom(newYork, paris, apia);
    const dayIn = fc.integer({ min: day('2026-10-20'), max: day('2026-11-05') });
    const dayHours = fc
      .tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 15, max: 900 }))
      .map(([fromMin, length]) => ({ fromMin, toMin: Math.min(1440, fromMin + length) }));
    const days = fc
      .tuple(dayIn, fc.integer({ min: 0, max: 3 }))
      .map(([firstDay, more]) => ({ firstDay, lastDay: firstDay + more }));
    const plans = fc.record({
      home: zones,
      travels: fc.array(
        fc.tuple(zones, days).map(([to, range]) => ({ table: to, ...range })),
        { maxLength: 2 },
      ),
      weekly: fc.array(
        fc.tuple(fc.integer({ min: 1, max: 7 }), dayHours).map(([isoWeekday, hours]) => ({ isoWeekday, ...hours })),
        { maxLength: 8 },
      ),
      overrides: fc.array(fc.tuple(dayIn, fc.array(dayHours, { maxLength: 2 })), { maxLength: 2 }).map((list) => new Map(list)),
      daysOff: fc.array(days, { maxLength: 2 }),
      off: fc.constant([]),
    });
    fc.assert(
      fc.property(plans, dayIn, (one, first) => {
        const within = { from: first * DAY, to: (first + 3) * DAY };
        const [kept, off] = [keptHours(one, within), timeOff(one, within)];
        const isIn = (list: readonly Span[], instant: number) => list.some(({ from, to }) => from <= instant && instant < to);
        /** The days that it is at an instant: one a zone in which somebody may be, where they are on that day. */
        const showing = (instant: number) =>
          [...new Set([one.home, ...one.travels.map((travel) => travel.table)])]
            .map((zone) => ({ zone, ...toLocal(zone, instant) }))
            .filter(
              ({ zone, day: local }) =>
                (one.travels.find(({ firstDay, lastDay }) => firstDay <= local && local <= lastDay)?.table ?? one.home) === zone,
            );
        for (let instant = within.from; instant < within.to; instant += 15 * MINUTE) {
          const shown = showing(instant);
          const works = shown.some(({ day: local, minute }) =>
            (one.overrides.get(local) ?? one.weekly.filter(({ isoWeekday: on }) => on === isoWeekday(local))).some(
              ({ fromMin, toMin }) => fromMin <= minute && minute < toMin,
            ),
          );
          expect(isIn(kept, instant)).toBe(works);
          expect(isIn(off, instant)).toBe(
            shown.some(({ day: local }) => one.daysOff.some(({ firstDay, lastDay }) => firstDay <= local && local <= lastDay)),
          );
        }
      }),
      { numRuns: 60 },
    );
    expect(daySpans(newYork, [])).toEqual([]);
  });
});
