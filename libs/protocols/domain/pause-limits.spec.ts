import fc from 'fast-check';

import { anyCourse, day } from '../testing/courses.js';
import { PAUSE_FLOORS, PAUSE_LIMIT_NAMES, PAUSE_LIMITS, refusedPauseLimits, strictestPauseLimits } from './pause-limits.js';
import { pauseReasons } from './pause-rules.js';

const own = fc.record(
  Object.fromEntries(PAUSE_LIMIT_NAMES.map((name) => [name, fc.integer({ min: PAUSE_FLOORS[name], max: PAUSE_LIMITS[name] })])),
  { requiredKeys: [] },
);

describe('limits for pausing', () => {
  it('are the strictest of all, whoever has signed them, and never looser than what Hearth brings', () => {
    expect(strictestPauseLimits()).toEqual(PAUSE_LIMITS);
    fc.assert(
      fc.property(own, own, (clinic, patient) => {
        const both = strictestPauseLimits(clinic, patient);
        expect(both).toEqual(strictestPauseLimits(patient, clinic));
        for (const name of PAUSE_LIMIT_NAMES)
          expect(both[name]).toBe(Math.min(PAUSE_LIMITS[name], clinic[name] ?? 99, patient[name] ?? 99));
      }),
    );
  });

  it('pause whatever looser ones pause, and maybe more', () => {
    fc.assert(
      fc.property(anyCourse, own, own, (facts, clinic, patient) => {
        const found = (...limits: (typeof clinic)[]) =>
          pauseReasons(facts, day(60), strictestPauseLimits(...limits)).map(({ reason, fact }) => `${reason} ${fact}`);
        // when somebody's own gap ends before the signature, of which no more is known than its time, whoever signed knew of that one
        const dated = found(clinic).filter((one) => !one.endsWith('/own'));
        expect(found(clinic, patient)).toEqual(expect.arrayContaining(dated));
        expect(found(clinic)).toEqual(expect.arrayContaining(found()));
      }),
    );
  });

  it('are refused by name below their floor, above what Hearth brings, when they are no whole number, and when nobody knows them', () => {
    expect(refusedPauseLimits({ ...PAUSE_FLOORS })).toEqual([]);
    expect(refusedPauseLimits({ ...PAUSE_LIMITS })).toEqual([]);
    expect(refusedPauseLimits({ gapDays: 91, visitsMissed: 0, worseBy: 2.5, moreDose: 1, toString: 1, graveLevel: 2 })).toEqual([
      ...['gapDays', 'visitsMissed', 'worseBy', 'moreDose', 'toString'],
    ]);
  });
});
