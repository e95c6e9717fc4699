import fc from 'fast-check';
import { HOUR, MINUTE } from '#kernel';
import { REMINDER_KINDS, remindersOf } from './reminder-plan.js';

const start = Date.parse('2027-01-04T17:00:00Z');
const dosing = remindersOf('dosing', { startsAt: start, endsAt: start + 3 * HOUR });

describe('the reminders of an appointment', () => {
  it('are those of its type', () => {
    expect(dosing.map(({ kind, at }) => [kind, (at - start) / MINUTE])).toEqual([
      ['t-72h', -72 * 60],
      ['t-24h', -24 * 60],
      ['t-4h', -4 * 60],
      ['t-2h', -2 * 60],
      ['t-15m', -15],
      ['after', 6 * 60],
    ]);
    expect(remindersOf('integration', { startsAt: start, endsAt: start + HOUR }).map(({ kind }) => kind)).toEqual([
      't-24h',
      't-2h',
      't-15m',
    ]);
  });

  it('of a type that nobody planned for are the usual ones', () => {
    expect(remindersOf('something-new', { startsAt: start, endsAt: start }).map(({ kind }) => kind)).toEqual(['t-24h', 't-2h']);
  });

  it('are of use until the appointment at the latest, but for that which comes after it', () => {
    const late = dosing.filter(({ kind, useUntil }) => useUntil > start && kind !== 'after' && kind !== 't-15m');
    expect(late).toEqual([]);
  });

  it('are decided on in time, rise, and move with the appointment', () => {
    const types = fc.constantFrom('dosing', 'integration', 'preparation', 'screening', 'x');
    fc.assert(
      fc.property(types, fc.integer({ min: 0, max: 2 ** 41 }), fc.nat(2 ** 24), fc.nat(2 ** 30), (type, startsAt, long, by) => {
        const plan = remindersOf(type, { startsAt, endsAt: startsAt + long });
        const moved = remindersOf(type, { startsAt: startsAt + by, endsAt: startsAt + by + long });
        for (const [i, { kind, at, decideAt, useUntil }] of plan.entries()) {
          expect(decideAt <= at && at < useUntil && REMINDER_KINDS.includes(kind)).toBe(true);
          expect(at > (plan[i - 1]?.at ?? -Infinity)).toBe(true);
          expect(moved[i]!.at - at).toBe(by);
        }
      }),
    );
  });
});
