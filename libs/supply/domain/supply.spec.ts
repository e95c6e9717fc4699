import fc from 'fast-check';

import { judgeCount } from './count.js';
import { type DispenseState, isAtHome, mayMove, transitions } from './lifecycle.js';
import { type Held, onHand, type Source, sourceOf, standingOf } from './on-hand.js';

const TODAY = '2026-11-29';
const STATES = Object.keys(transitions) as DispenseState[];
const state = fc.constantFrom(...STATES);
const quarters = fc.integer({ min: 0, max: 400 }).map((n) => n / 4);
const strength = fc.integer({ min: 1, max: 30_000 }).map((n) => n / 100);
const day = fc.constantFrom('2026-11-28', TODAY, '2027-01-01');
const held: fc.Arbitrary<Held> = fc.record({
  medication: fc.constantFrom('ketamine', 'Ketamine troche', 'ondansetron'),
  state,
  onHandUnits: quarters,
  strengthMg: strength,
  beyondUseDate: fc.option(day),
  isRecalled: fc.boolean(),
});
const source: fc.Arbitrary<Source> = fc
  .tuple(held, fc.uuid(), fc.option(quarters))
  .map(([one, id, doseUnits]) => ({ ...one, id, doseUnits }));

const good: Held = {
  ...{ medication: 'ketamine', state: 'delivered', onHandUnits: 8, strengthMg: 50, beyondUseDate: '2027-01-01' },
  isRecalled: false,
};

describe('the way of a dispense', () => {
  it('ends where nothing is on hand any more, and nowhere else', () => {
    expect(STATES.filter((one) => transitions[one].length === 0)).toEqual(['exhausted', 'returned', 'destroyed', 'withdrawn']);
  });

  it('reaches the patient through a count only', () => {
    for (const from of STATES)
      for (const to of STATES)
        if (!isAtHome(from) && isAtHome(to) && mayMove(from, to)) expect(['shipped', 'discrepancy']).toContain(from);
  });
});

describe('judgeCount', () => {
  it('opens a discrepancy exactly when the count differs', () => {
    fc.assert(
      fc.property(state, quarters, quarters, (was, expected, counted) => {
        const outcome = judgeCount(was, expected, counted);
        if (outcome) expect(outcome.isDiscrepancy).toBe(expected !== counted);
        else expect(isAtHome(was) || was === 'shipped').toBe(false);
      }),
    );
  });

  it('goes only ways that there are', () => {
    fc.assert(
      fc.property(state, quarters, quarters, (was, expected, counted) => {
        let at = was;
        for (const next of judgeCount(was, expected, counted)?.through ?? []) {
          expect([at, next, mayMove(at, next)]).toEqual([at, next, true]);
          at = next;
        }
      }),
    );
  });

  it('takes an empty box that was to be empty as used up', () => {
    expect(judgeCount('in-use', 0, 0)).toEqual({ through: ['reconciled', 'exhausted'], isDiscrepancy: false });
  });
});

describe('onHand', () => {
  it('counts in milligrams what may be taken', () => {
    expect(onHand([good, { ...good, onHandUnits: 0.5 }], TODAY)).toEqual({ onHandMg: 425, reason: 'good' });
  });

  it.each<[string, Partial<Held>]>([
    ['recalled', { isRecalled: true }],
    ['past-use-by', { beyondUseDate: '2026-11-28' }],
    ['count-differs', { state: 'discrepancy' }],
    ['not-counted', { state: 'shipped' }],
    ['none-left', { onHandUnits: 0 }],
    ['none-left', { state: 'filled' }],
  ])('has nothing of what is %s', (reason, change) => {
    expect(onHand([{ ...good, ...change }], TODAY)).toEqual({ onHandMg: 0, reason });
  });

  it('has nothing for a dose in medicine against something else', () => {
    const nausea = { ...good, medication: 'Ondansetron', strengthMg: 8, onHandUnits: 20 };
    expect(onHand([nausea], TODAY)).toEqual({ onHandMg: 0, reason: 'none-left' });
    expect(onHand([nausea, { ...good, medication: 'Ketamine HCl troche' }], TODAY)).toEqual({ onHandMg: 400, reason: 'good' });
    expect(sourceOf([{ ...nausea, id: 'nausea', doseUnits: 2 }], 16, TODAY)).toBeNull();
  });

  it('may be taken on its last day', () => {
    expect(standingOf({ ...good, beyondUseDate: TODAY }, TODAY)).toBe('good');
  });

  it('never rises by what may not be taken', () => {
    fc.assert(
      fc.property(fc.array(held), held, (those, another) => {
        const [before, after] = [onHand(those, TODAY), onHand([...those, { ...another, isRecalled: true }], TODAY)];
        expect(after.onHandMg).toBe(before.onHandMg);
      }),
    );
  });
});

describe('sourceOf', () => {
  it('never makes units that are not the milligrams that were signed, nor more than there are', () => {
    fc.assert(
      fc.property(fc.array(source), strength, (sources, doseMg) => {
        const found = sourceOf(sources, doseMg, TODAY);
        if (!found) return;
        const from = sources.find(({ id }) => id === found.id)!;
        expect(found.units).toBe(from.doseUnits);
        expect(found.units * from.strengthMg).toBeCloseTo(doseMg, 6);
        expect(from.onHandUnits).toBeGreaterThanOrEqual(found.units);
        expect(standingOf(from, TODAY)).toBe('good');
      }),
    );
  });

  it('takes what goes out of date first, and leaves it to a person when nobody stated the units of a dose', () => {
    const late = { ...good, id: 'late', doseUnits: 2 };
    const soon = { ...late, id: 'soon', beyondUseDate: '2026-12-01' };
    expect(sourceOf([late, soon], 100, TODAY)).toEqual({ id: 'soon', units: 2 });
    expect(sourceOf([{ ...late, doseUnits: null }], 100, TODAY)).toBeNull();
    expect(sourceOf([late], 75, TODAY)).toBeNull();
  });
});
