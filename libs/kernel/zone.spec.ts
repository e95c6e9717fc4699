import fc from 'fast-check';

import { DAY, HOUR, MINUTE } from './units.js';
import { isoWeekday, offsetMinAt, toInstant, toLocal, type ZoneTable } from './zone.js';

const at = (iso: string) => Date.parse(iso);
const day = (iso: string) => at(`${iso}T00:00:00Z`) / DAY;
const newYork: ZoneTable = {
  zone: 'America/New_York',
  changes: [
    { at: at('2026-01-01T00:00:00Z'), offsetMin: -300 },
    { at: at('2026-03-08T07:00:00Z'), offsetMin: -240 },
    { at: at('2026-11-01T06:00:00Z'), offsetMin: -300 },
  ],
};
const lordHowe: ZoneTable = {
  zone: 'Australia/Lord_Howe',
  changes: [
    { at: at('2026-01-01T00:00:00Z'), offsetMin: 660 },
    { at: at('2026-04-04T15:00:00Z'), offsetMin: 630 },
    { at: at('2026-10-03T15:30:00Z'), offsetMin: 660 },
  ],
};

describe('a zone table', () => {
  it('keeps wall time over both changes', () => {
    for (const [date, utc] of [
      ['2026-03-07', 15],
      ['2026-03-08', 14],
      ['2026-10-31', 14],
      ['2026-11-01', 15],
    ] as const) {
      expect(toInstant(newYork, { day: day(date), minute: 600 })).toBe(day(date) * DAY + utc * HOUR);
    }
  });
  it('moves a skipped time forward, and takes the first of a repeated one', () => {
    expect(toInstant(newYork, { day: day('2026-03-08'), minute: 150 })).toBe(at('2026-03-08T07:30:00Z'));
    expect(toInstant(newYork, { day: day('2026-11-01'), minute: 90 })).toBe(at('2026-11-01T05:30:00Z'));
  });
  it('knows half-hour changes', () => {
    expect(toInstant(lordHowe, { day: day('2026-04-05'), minute: 180 })).toBe(at('2026-04-04T16:30:00Z'));
    expect(toLocal(lordHowe, at('2026-04-04T15:00:00Z'))).toEqual({ day: day('2026-04-05'), minute: 90 });
  });
  it('gives back every instant, except the second of a repeated one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 363 * 24 * 60 }), fc.constantFrom(newYork, lordHowe), (minutes, table) => {
        const instant = table.changes[0]!.at + minutes * MINUTE;
        const back = toInstant(table, toLocal(table, instant));
        expect(back === instant || (back < instant && instant - back <= HOUR)).toBe(true);
      }),
    );
  });
  it('names weekdays and finds offsets at the very change', () => {
    expect([day('2026-11-23'), day('2026-11-29'), day('1969-12-31')].map(isoWeekday)).toEqual([1, 7, 3]);
    expect([at('2026-03-08T06:59:59Z'), at('2026-03-08T07:00:00Z')].map((i) => offsetMinAt(newYork, i))).toEqual([-300, -240]);
  });
});
