import { countdown, dayFromNow, duration, readsTheSame, timeInBoth, timeOfDay, zoneName } from './time.js';

const plain = (words: string) => words.replace(/\u202f/g, ' ');
const DENVER = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';

describe('times for people', () => {
  it('shows one time where both walls read the same', () => {
    expect(readsTheSame('2026-11-24T17:00:00Z', DENVER, 'America/Boise')).toBe(true);
    expect(plain(timeInBoth('2026-11-24T17:00:00Z', DENVER, 'America/Boise'))).toBe('10:00 AM');
  });
  it('names both zones where they differ', () => {
    expect(plain(timeInBoth('2026-11-24T17:00:00Z', DENVER, PACIFIC))).toBe(
      '10:00 AM Mountain Time (9:00 AM at the clinic, Pacific Time)',
    );
  });
  it('tells zones apart that agree for half of the year', () => {
    expect(readsTheSame('2026-01-24T17:00:00Z', DENVER, 'America/Phoenix')).toBe(true);
    expect(readsTheSame('2026-07-24T17:00:00Z', DENVER, 'America/Phoenix')).toBe(false);
  });
  it('knows zones with half hours', () => {
    expect(plain(timeOfDay('2026-11-24T17:00:00Z', 'America/St_Johns'))).toBe('1:30 PM');
    expect(zoneName('2026-11-24T17:00:00Z', 'America/St_Johns')).toBe('Newfoundland Time');
  });
});

describe('dayFromNow', () => {
  const at = (iso: string) => Date.parse(iso);

  it('counts days of the calendar in the zone', () => {
    expect(dayFromNow('2026-11-25T06:30:00Z', at('2026-11-24T20:00:00Z'), DENVER)).toBe('today');
    expect(dayFromNow('2026-11-25T07:30:00Z', at('2026-11-24T20:00:00Z'), DENVER)).toBe('tomorrow');
    expect(dayFromNow('2026-11-27T07:30:00Z', at('2026-11-24T20:00:00Z'), DENVER)).toBe('Friday, November 27');
  });
  it('is right on days of 23 and of 25 hours', () => {
    expect(dayFromNow('2026-03-08T18:00:00Z', at('2026-03-08T06:30:00Z'), DENVER)).toBe('tomorrow');
    expect(dayFromNow('2026-11-02T06:30:00Z', at('2026-11-01T07:30:00Z'), DENVER)).toBe('today');
  });
});

describe('how long', () => {
  it('rounds down and keeps the unit that matters', () => {
    expect([0, 59_999, 60_000, 3_540_000, 3_900_000, -720_000].map(duration)).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '59 min',
      '1 h 05 min',
      '12 min',
    ]);
  });
  it('counts down to nought and not below', () => {
    expect([245_000, 244_001, 9_000, 0, -5_000].map(countdown)).toEqual(['4:05', '4:05', '0:09', '0:00', '0:00']);
  });
});
