import fc from 'fast-check';

import { bookableDoses, type PlannedDose } from './bookable-doses.js';

const OPENED = new Date(0);
const dose = (number: number, different: Partial<PlannedDose> = {}): PlannedDose => ({
  ...{ id: `dose-${number}`, number, state: 'signed', unlockedAt: null, appointmentId: null },
  ...different,
});
const first = dose(1, { unlockedAt: OPENED });
const numbersOf = (found: ReturnType<typeof bookableDoses>) =>
  typeof found === 'string' ? found : found.map(({ number }) => number);

describe('the doses that can be booked', () => {
  it('are all that are signed, the locked ones behind the open one', () => {
    expect(numbersOf(bookableDoses([first, dose(2), dose(3)]))).toEqual([1, 2, 3]);
  });

  it('are those without a session, one in the middle too', () => {
    const booked = dose(1, { unlockedAt: OPENED, appointmentId: 'a' });
    expect(numbersOf(bookableDoses([booked, dose(2), dose(3)]))).toEqual([2, 3]);
    expect(numbersOf(bookableDoses([booked, dose(2), dose(3, { appointmentId: 'c' })]))).toEqual([2]);
  });

  it('wait for the visit behind a dose that was taken', () => {
    const taken = dose(1, { state: 'taken', unlockedAt: OPENED, appointmentId: 'a' });
    expect(bookableDoses([taken, dose(2), dose(3)])).toBe('integration-due');
    expect(numbersOf(bookableDoses([taken, dose(2, { unlockedAt: OPENED }), dose(3)]))).toEqual([2, 3]);
    expect(bookableDoses([dose(1), dose(2)])).toBe('integration-due');
  });

  it('are none when all have a session, and none when none is signed', () => {
    expect(bookableDoses([dose(1, { appointmentId: 'a' })])).toBe('all-booked');
    expect(bookableDoses([dose(1, { state: 'voided' }), dose(2, { state: 'planned' })])).toBe('no-dose-planned');
    expect(bookableDoses([])).toBe('no-dose-planned');
  });

  it('are for a move the one that is moved, locked or not', () => {
    const doses = [dose(1, { unlockedAt: OPENED, appointmentId: 'a' }), dose(2, { appointmentId: 'b' }), dose(3)];
    expect(numbersOf(bookableDoses(doses, ['b', 'visit of b']))).toEqual([2]);
    expect(bookableDoses(doses, ['of another protocol'])).toBe('dose-not-planned');
  });

  it('never are one that is not signed, has a session, or is locked behind nothing that is booked', () => {
    const doses = fc
      .array(
        fc.record({
          state: fc.constantFrom('planned', 'signed', 'released', 'taken', 'skipped', 'voided'),
          unlockedAt: fc.option(fc.constant(OPENED)),
          appointmentId: fc.option(fc.uuid()),
        }),
        { maxLength: 8 },
      )
      .map((lines) => lines.map((line, i) => dose(i + 1, line as Partial<PlannedDose>)));
    fc.assert(
      fc.property(doses, (protocol) => {
        const found = bookableDoses(protocol);
        if (typeof found === 'string') return;
        expect(found.every(({ state, appointmentId }) => ['signed', 'released'].includes(state) && appointmentId === null)).toBe(
          true,
        );
        const [next] = found;
        const before = protocol.filter(({ number }) => number < next!.number);
        const isBehindBooked = before.some(({ state, appointmentId }) => ['signed', 'released'].includes(state) && appointmentId);
        expect(next!.unlockedAt !== null || isBehindBooked).toBe(true);
      }),
    );
  });
});
