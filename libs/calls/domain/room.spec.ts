import fc from 'fast-check';
import { HOUR, MINUTE } from '#kernel';
import { canBecome, doorAt, doorTimes, isAgreedOn, type RoomState } from './room.js';

const states: readonly RoomState[] = ['waiting', 'open', 'ended'];
const at = { startsAt: 100 * HOUR, endsAt: 101 * HOUR, state: 'booked' };

describe('a call', () => {
  it('ends and is opened again, and never waits again', () => {
    expect(states.flatMap((from) => states.filter((to) => canBecome(from, to)).map((to) => `${from} ${to}`))).toEqual([
      'waiting open',
      'waiting ended',
      'open ended',
      'ended open',
    ]);
  });
});

describe('the door of a call', () => {
  it('opens for staff before it opens for others, and closes for all a day after the appointment', () => {
    expect(doorTimes(at, true)).toEqual({ opensAt: 99 * HOUR, closesAt: 125 * HOUR });
    expect(doorTimes(at, false)).toEqual({ opensAt: 99.5 * HOUR, closesAt: 125 * HOUR });
  });
  it('is early, open and over in that order, whatever the times', () => {
    const order = ['early', 'open', 'over'];
    fc.assert(
      fc.property(
        fc.nat(1_000),
        fc.integer({ min: 5, max: 600 }),
        fc.boolean(),
        fc.array(fc.nat(4_000), { minLength: 2 }),
        (from, length, isStaff, nows) => {
          const times = { startsAt: from * MINUTE, endsAt: (from + length) * MINUTE, state: 'completed' };
          const doors = [...nows].sort((a, b) => a - b).map((now) => order.indexOf(doorAt(times, isStaff, now * MINUTE)));
          expect(doors).toEqual([...doors].sort((a, b) => a - b));
          expect(doorAt(times, isStaff, times.startsAt)).toBe('open');
        },
      ),
    );
  });
  it('is none where the appointment was cancelled', () => {
    for (const state of ['cancelled_patient', 'cancelled_late', 'cancelled_clinic', 'cancelled_safety'])
      expect(doorAt({ ...at, state }, true, at.startsAt)).toBe('cancelled');
    for (const state of ['completed', 'no_show_patient', 'no_show_clinician'])
      expect(doorAt({ ...at, state }, true, at.startsAt)).toBe('open');
  });
  it('is nobody’s before people have agreed', () => {
    expect(['held', 'expired', 'booked'].map(isAgreedOn)).toEqual([false, false, true]);
  });
});
