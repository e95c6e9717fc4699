import fc from 'fast-check';

import { type CoursePhase, daysBefore, phasesOf } from './phases.js';

const phase: fc.Arbitrary<CoursePhase> = fc.record({
  phase: fc.constantFrom('induction', 'continuation', 'maintenance'),
  sessions: fc.integer({ min: 1, max: 9 }),
  minDaysBetween: fc.integer({ min: 1, max: 60 }),
});
const ofPhases = ([first, ...later]: readonly CoursePhase[]) => ({
  ...first!,
  sessions: [first!, ...later].reduce((sum, { sessions }) => sum + sessions, 0),
  later,
});

describe('the phases of a course', () => {
  it('give each dose the days of the phase that it is in', () => {
    const course = ofPhases([
      { phase: 'induction', sessions: 2, minDaysBetween: 3 },
      { phase: 'maintenance', sessions: 2, minDaysBetween: 28 },
    ]);
    expect([1, 2, 3, 4, 5].map((number) => daysBefore(course, number))).toEqual([3, 3, 28, 28, 28]);
    expect(daysBefore({ phase: 'induction', sessions: 6, minDaysBetween: 7 }, 6)).toBe(7);
  });

  it('are those that were put together, and each dose falls into exactly one, in their order', () => {
    fc.assert(
      fc.property(fc.array(phase, { minLength: 1, maxLength: 3 }), (phases) => {
        const course = ofPhases(phases);
        expect(phasesOf(course)).toEqual(phases);
        const slowly = phases.flatMap(({ sessions, minDaysBetween }) => Array.from({ length: sessions }, () => minDaysBetween));
        expect(slowly.map((_, at) => daysBefore(course, at + 1))).toEqual(slowly);
        expect(daysBefore(course, slowly.length + 1)).toBe(slowly.at(-1));
      }),
    );
  });

  it('never let a dose come sooner when a phase is made longer', () => {
    fc.assert(
      fc.property(
        fc.array(phase, { minLength: 1, maxLength: 3 }),
        fc.nat(2),
        fc.integer({ min: 1, max: 30 }),
        (phases, at, more) => {
          const longer = phases.map((one, i) => (i === at ? { ...one, minDaysBetween: one.minDaysBetween + more } : one));
          for (let number = 1; number < 30; number++)
            expect(daysBefore(ofPhases(longer), number)).toBeGreaterThanOrEqual(daysBefore(ofPhases(phases), number));
        },
      ),
    );
  });
});
