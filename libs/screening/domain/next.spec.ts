import fc from 'fast-check';
import { DAY, HOUR } from '#kernel';
import { isOpen, type State, TRANSITIONS } from './course.js';
import { dueOf, ownNext, type Standing } from './next.js';

const STATES = Object.keys(TRANSITIONS) as State[];
const standing = (changed: Partial<Standing>): Standing => ({
  ...{ state: 'intake_started', stateSince: 0, callStartsAt: null, offerUntil: null, clearances: [], revisitAt: null },
  ...changed,
});

describe('what a case waits for', () => {
  it.each<[string, Partial<Standing>, string, number | null]>([
    ['a call to be booked', {}, 'book-the-call', 3 * DAY],
    ['a call that is booked', { state: 'screening_booked', callStartsAt: 5 }, 'hold-the-call', 5],
    ['a colleague', { state: 'in_screening', offerUntil: 7 }, 'answer-the-hand-off', 7],
    ['the end of a call', { state: 'in_screening' }, 'hand-off-or-decide', 2 * HOUR],
    ['a decision', { state: 'handed_over' }, 'decide', 2 * DAY],
    ['a specialist', { state: 'needs_clearance', clearances: [{ state: 'asked', dueAt: 9 }] }, 'wait-for-clearance', 9],
    [
      'a reader',
      {
        state: 'needs_clearance',
        clearances: [
          { state: 'asked', dueAt: 9 },
          { state: 'answered', dueAt: 3 },
        ],
      },
      'read-the-clearance',
      null,
    ],
    ['a decision on what was read', { state: 'needs_clearance', clearances: [{ state: 'read', dueAt: 9 }] }, 'decide', 2 * DAY],
    ['its day', { state: 'deferred', revisitAt: 11 }, 'look-again', 11],
    ['nothing', { state: 'eligible' }, 'nothing', null],
  ])('%s', (_, changed, step, dueAt) => expect(dueOf(standing(changed))).toEqual({ step, dueAt }));

  it('is never nothing while a case is open', () => {
    const any = fc.record({ state: fc.constantFrom(...STATES), offerUntil: fc.option(fc.nat()) });
    fc.assert(
      fc.property(any, (changed) => {
        if (isOpen(changed.state)) expect(dueOf(standing(changed)).step).not.toBe('nothing');
      }),
    );
  });
});

describe('what a patient is told comes next', () => {
  it('is something else in every state, and a colleague while one is asked for', () => {
    const told = STATES.map((state) => ownNext({ state, offerUntil: null }, true));
    expect(new Set(told).size).toBe(STATES.length);
    expect(ownNext({ state: 'in_screening', offerUntil: 1 }, true)).toBe('colleague-comes');
    expect([ownNext(null, false), ownNext(null, true)]).toEqual(['answer-questions', 'we-book']);
  });
});
