import { DAY, HOUR } from '#kernel';
import { workingSpans } from './working-hours.js';
import type { ZoneTable } from './zone.js';

const at = (iso: string) => Date.parse(iso);
const newYork: ZoneTable = {
  zone: 'America/New_York',
  changes: [
    { at: at('2026-06-01T00:00:00Z'), offsetMin: -240 },
    { at: at('2026-11-01T06:00:00Z'), offsetMin: -300 },
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
});
