import fc from 'fast-check';

import { DAY, MINUTE, toLocal, type ZoneTable } from '#kernel';
import { readWallTime } from './wall-time.js';

const at = (iso: string) => Date.parse(iso);
const day = (iso: string) => at(`${iso}T00:00:00Z`) / DAY;
const begin = at('2026-01-01T00:00:00Z');
const newYork: ZoneTable = {
  zone: 'America/New_York',
  changes: [
    { at: begin, offsetMin: -300 },
    { at: at('2026-03-08T07:00:00Z'), offsetMin: -240 },
    { at: at('2026-11-01T06:00:00Z'), offsetMin: -300 },
  ],
};
const lordHowe: ZoneTable = {
  zone: 'Australia/Lord_Howe',
  changes: [
    { at: begin, offsetMin: 660 },
    { at: at('2026-04-04T15:00:00Z'), offsetMin: 630 },
    { at: at('2026-10-03T15:30:00Z'), offsetMin: 660 },
  ],
};

describe('readWallTime', () => {
  it('knows a time that is there once', () => {
    expect(readWallTime(newYork, { day: day('2026-03-08'), minute: 180 })).toEqual({
      kind: 'exact',
      at: at('2026-03-08T07:00:00Z'),
    });
    expect(readWallTime(newYork, { day: day('2026-03-08'), minute: 119 })).toEqual({
      kind: 'exact',
      at: at('2026-03-08T06:59:00Z'),
    });
  });
  it('says what a skipped time could have meant', () => {
    expect(readWallTime(newYork, { day: day('2026-03-08'), minute: 150 })).toEqual({
      kind: 'skipped',
      before: at('2026-03-08T06:30:00Z'),
      after: at('2026-03-08T07:30:00Z'),
    });
    expect(readWallTime(lordHowe, { day: day('2026-10-04'), minute: 125 })).toEqual({
      kind: 'skipped',
      before: at('2026-10-03T15:05:00Z'),
      after: at('2026-10-03T15:35:00Z'),
    });
  });
  it('says both of a repeated time', () => {
    expect(readWallTime(newYork, { day: day('2026-11-01'), minute: 90 })).toEqual({
      kind: 'repeated',
      first: at('2026-11-01T05:30:00Z'),
      second: at('2026-11-01T06:30:00Z'),
    });
    expect(readWallTime(lordHowe, { day: day('2026-04-05'), minute: 100 })).toMatchObject({ kind: 'repeated' });
    expect(readWallTime(newYork, { day: day('2026-11-01'), minute: 120 })).toEqual({
      kind: 'exact',
      at: at('2026-11-01T07:00:00Z'),
    });
  });
  it('means what the wall shows, for every minute of the year', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(newYork, lordHowe),
        fc.integer({ min: 2, max: 360 }),
        fc.integer({ min: 0, max: 1439 }),
        (table, more, minute) => {
          const wall = { day: begin / DAY + more, minute };
          const read = readWallTime(table, wall);
          const instants = read.kind === 'exact' ? [read.at] : read.kind === 'repeated' ? [read.first, read.second] : [];
          for (const instant of instants) expect(toLocal(table, instant)).toEqual(wall);
          if (read.kind === 'repeated') expect(read.first).toBeLessThan(read.second);
          if (read.kind === 'skipped') expect(read.after - read.before).toBeLessThanOrEqual(60 * MINUTE);
        },
      ),
    );
  });
});
