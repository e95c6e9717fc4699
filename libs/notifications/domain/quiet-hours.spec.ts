import fc from 'fast-check';
import { HOUR, MINUTE } from '#kernel';
import { isQuiet, sendAt } from './quiet-hours.js';

const night = { beganAt: 21 * HOUR, endsAt: 32 * HOUR };

describe('when something is sent that should not wake anybody', () => {
  it('is its time, when nobody sleeps then', () => {
    expect(sendAt(null, { at: 5, useUntil: 9, now: 0 })).toBe(5);
  });
  it('is the end of the quiet hours, when it is still of use then', () => {
    expect(sendAt(night, { at: 23 * HOUR, useUntil: 40 * HOUR, now: 0 })).toBe(32 * HOUR);
  });
  it('is before they begin, when it would come too late after them', () => {
    expect(sendAt(night, { at: 30 * HOUR, useUntil: 31 * HOUR, now: 0 })).toBe(21 * HOUR - 15 * MINUTE);
  });
  it('is never, when it is too late for that, too', () => {
    expect(sendAt(night, { at: 30 * HOUR, useUntil: 31 * HOUR, now: 22 * HOUR })).toBeNull();
    expect(sendAt(null, { at: 5, useUntil: 9, now: 10 })).toBeNull();
  });
  it('is now at the earliest, never past its use, and never in quiet hours', () => {
    const time = fc.integer({ min: 0, max: 2 ** 41 });
    fc.assert(
      fc.property(time, fc.nat(72 * HOUR), time, fc.nat(12 * HOUR), fc.boolean(), (at, use, now, long, isIn) => {
        const wanted = Math.max(at, now);
        const quiet = isIn ? { beganAt: wanted - Math.floor(long / 2), endsAt: wanted + long - Math.floor(long / 2) + 1 } : null;
        const sent = sendAt(quiet, { at, useUntil: at + use, now });
        if (sent === null) return;
        expect(sent).toBeGreaterThanOrEqual(now);
        expect(sent).toBeLessThanOrEqual(at + use);
        if (quiet) expect(sent < quiet.beganAt || sent >= quiet.endsAt).toBe(true);
      }),
    );
  });
});

describe('quiet hours', () => {
  it.each([
    [20 * 60 + 59, false],
    [21 * 60, true],
    [0, true],
    [7 * 60 + 59, true],
    [8 * 60, false],
  ])('over midnight hold minute %i: %p', (minute, is) => {
    expect(isQuiet(minute, { fromMin: 21 * 60, toMin: 8 * 60 })).toBe(is);
  });
  it('that begin when they end are none', () => {
    fc.assert(fc.property(fc.nat(1439), fc.nat(1439), (minute, at) => !isQuiet(minute, { fromMin: at, toMin: at })));
  });
});
