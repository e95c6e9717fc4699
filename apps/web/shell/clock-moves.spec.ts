import { tomorrowAtNine } from './clock-moves.js';

const nine = (now: string, zone: string) => new Date(tomorrowAtNine(Date.parse(now), zone)).toISOString();

describe('tomorrowAtNine', () => {
  it('is nine on the wall of the zone, on the next day of its calendar', () => {
    expect(nine('2026-11-24T20:00:00Z', 'America/Denver')).toBe('2026-11-25T16:00:00.000Z');
    expect(nine('2026-11-25T05:00:00Z', 'America/Denver')).toBe('2026-11-25T16:00:00.000Z');
    expect(nine('2026-11-24T20:00:00Z', 'America/St_Johns')).toBe('2026-11-25T12:30:00.000Z');
  });
  it('is nine also on the day after the clocks change', () => {
    expect(nine('2026-03-07T20:00:00Z', 'America/Denver')).toBe('2026-03-08T15:00:00.000Z');
    expect(nine('2026-10-31T20:00:00Z', 'America/Denver')).toBe('2026-11-01T16:00:00.000Z');
  });
});
