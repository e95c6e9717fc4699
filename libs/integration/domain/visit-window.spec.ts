import { DAY, HOUR } from '#kernel';
import { type Calendar, isVisitInTime, visitWindow } from './visit-window.js';

const at = (iso: string) => Date.parse(iso);
/** A place five hours behind UTC all year. */
const west: Calendar = {
  dayAt: (instant) => Math.floor((instant - 5 * HOUR) / DAY),
  midnightOf: (day) => day * DAY + 5 * HOUR,
};

describe('visitWindow', () => {
  it('is the next calendar day of the patient, from twelve hours after the discharge', () => {
    expect(visitWindow(at('2026-11-24T22:00:00Z'), west, 12)).toEqual({
      from: at('2026-11-25T10:00:00Z'),
      to: at('2026-11-26T05:00:00Z'),
    });
  });
  it('begins at midnight after an early discharge', () => {
    expect(visitWindow(at('2026-11-24T15:00:00Z'), west, 12).from).toBe(at('2026-11-25T05:00:00Z'));
  });
  it('counts the day of the patient, not that of UTC: a discharge at 23:30 local', () => {
    expect(visitWindow(at('2026-11-25T04:30:00Z'), west, 12)).toEqual({
      from: at('2026-11-25T16:30:00Z'),
      to: at('2026-11-26T05:00:00Z'),
    });
  });
  it('takes the day after a discharge past midnight as the next one again', () => {
    expect(visitWindow(at('2026-11-25T05:30:00Z'), west, 12).to).toBe(at('2026-11-27T05:00:00Z'));
  });
});

describe('isVisitInTime', () => {
  const visit = { from: at('2026-11-25T12:00:00Z'), to: at('2026-11-25T12:50:00Z') };
  it('holds while the discharge was early enough, and not when it ran late', () => {
    expect(isVisitInTime(visit, at('2026-11-24T23:59:00Z'), west, 12)).toBe(true);
    expect(isVisitInTime(visit, at('2026-11-25T00:01:00Z'), west, 12)).toBe(false);
  });
});
