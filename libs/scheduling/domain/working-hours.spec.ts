import fc from 'fast-check';

import { DAY, HOUR, MINUTE, toLocal, type ZoneTable } from '#kernel';
import { wallSpans, workingSpans } from './working-hours.js';

const at = (iso: string) => Date.parse(iso);
const newYork: ZoneTable = {
  zone: 'America/New_York',
  changes: [
    { at: at('2026-06-01T00:00:00Z'), offsetMin: -240 },
    { at: at('2026-11-01T06:00:00Z'), offsetMin: -300 },
  ],
};
const lordHowe: ZoneTable = {
  zone: 'Australia/Lord_Howe',
  changes: [
    { at: at('2026-06-01T00:00:00Z'), offsetMin: 630 },
    { at: at('2026-10-03T15:30:00Z'), offsetMin: 660 },
  ],
};
const daily = [1, 2, 3, 4, 5, 6, 7].map((isoWeekday) => ({ isoWeekday, fromMin: 540, toMin: 1020 }));

describe('workingSpans', () => {
  it('keeps nine to five nine to five when the clocks go back', () => {
    const spans = workingSpans(daily, newYork, { from: at('2026-10-31T04:00:00Z'), to: at('2026-11-02T05:00:00Z') });
    expect(spans).toEqual([
      { from: at('2026-10-31T13:00:00Z'), to: at('2026-10-31T21:00:00Z') },
      { from: at('2026-11-01T14:00:00Z'), to: at('2026-11-01T22:00:00Z') },
    ]);
  });
  it('joins hours that touch at midnight, and a whole night of the change lasts nine hours', () => {
    const night = [
      { isoWeekday: 6, fromMin: 1320, toMin: 1440 },
      { isoWeekday: 7, fromMin: 0, toMin: 360 },
    ];
    const [span, ...others] = workingSpans(night, newYork, { from: at('2026-10-30T00:00:00Z'), to: at('2026-11-03T00:00:00Z') });
    expect(others).toEqual([]);
    expect(span!.to - span!.from).toBe(9 * HOUR);
  });
  it('cuts hours to the window, and has none for an empty one', () => {
    const noon = at('2026-10-30T16:00:00Z');
    expect(workingSpans(daily, newYork, { from: noon, to: noon + HOUR })).toEqual([{ from: noon, to: noon + HOUR }]);
    expect(workingSpans(daily, newYork, { from: noon, to: noon })).toEqual([]);
    expect(workingSpans([], newYork, { from: noon, to: noon + 7 * DAY })).toEqual([]);
  });
  it('has nothing of what a change skips, and twice what it repeats', () => {
    const sunday = at('2026-11-01T00:00:00Z') / DAY;
    expect(wallSpans(newYork, sunday, { fromMin: 75, toMin: 105 })).toEqual([
      { from: at('2026-11-01T05:15:00Z'), to: at('2026-11-01T05:45:00Z') },
      { from: at('2026-11-01T06:15:00Z'), to: at('2026-11-01T06:45:00Z') },
    ]);
    const spring = at('2026-10-04T00:00:00Z') / DAY;
    expect(wallSpans(lordHowe, spring, { fromMin: 120, toMin: 150 })).toEqual([]);
    expect(
      workingSpans([{ isoWeekday: 7, fromMin: 60, toMin: 120 }], newYork, {
        from: at('2026-11-01T00:00:00Z'),
        to: at('2026-11-02T00:00:00Z'),
      }),
    ).toEqual([{ from: at('2026-11-01T05:00:00Z'), to: at('2026-11-01T07:00:00Z') }]);
  });
  it('holds from its first day to its last', () => {
    const monday = at('2026-11-09T00:00:00Z') / DAY;
    const hours = daily.map((one) => ({ ...one, firstDay: monday, lastDay: monday + 1 }));
    const spans = workingSpans(hours, newYork, { from: at('2026-11-01T00:00:00Z'), to: at('2026-11-30T00:00:00Z') });
    expect(spans.map(({ from }) => from)).toEqual([at('2026-11-09T14:00:00Z'), at('2026-11-10T14:00:00Z')]);
  });
  it('shows the hours that were asked for on the wall, every day, in every zone', () => {
    const zones = fc.constantFrom(newYork, lordHowe);
    const hours = fc
      .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 600 }))
      .map(([fromMin, length]) => ({ fromMin, toMin: Math.min(1440, fromMin + length) }));
    fc.assert(
      fc.property(zones, hours, fc.integer({ min: 115, max: 156 }), (table, { fromMin, toMin }, dayNo) => {
        const from = table.changes[0]!.at + dayNo * DAY;
        const everyDay = [1, 2, 3, 4, 5, 6, 7].map((isoWeekday) => ({ isoWeekday, fromMin, toMin }));
        const within = { from, to: from + 4 * DAY };
        const spans = workingSpans(everyDay, table, within);
        const isOpen = (at: number) => spans.some((span) => span.from <= at && at < span.to);
        for (let at = within.from; at < within.to; at += 15 * MINUTE) {
          const { minute } = toLocal(table, at);
          expect(isOpen(at)).toBe(fromMin <= minute && minute < toMin);
        }
      }),
    );
  });
});
