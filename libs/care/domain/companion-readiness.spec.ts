import fc from 'fast-check';
import { DAY } from '#kernel';
import {
  COMPANION_VERSIONS,
  companionLacks,
  isStepGood,
  type StepDone,
  type TrainingAnswers,
  wrongAnswers,
} from './companion-readiness.js';

const NOW = 1_790_000_000_000;
const done = (daysAgo: number, different: Partial<StepDone> = {}): StepDone => ({
  ...{ version: 1, isPassed: true, at: NOW - daysAgo * DAY },
  ...different,
});

describe('what a companion still has to do', () => {
  it('is everything at first, and nothing once both are done', () => {
    expect(companionLacks({}, NOW)).toEqual(['agreement', 'training']);
    expect(companionLacks({ agreement: done(0) }, NOW)).toEqual(['training']);
    expect(companionLacks({ agreement: done(0), training: done(0) }, NOW)).toEqual([]);
  });

  it('never is the trial of a phone: there may be none', () => {
    expect(companionLacks({ agreement: done(0), training: done(0), 'phone-test': done(0, { isPassed: false }) }, NOW)).toEqual(
      [],
    );
  });

  it.each([
    ['agreement', 365],
    ['training', 365],
    ['phone-test', 30],
  ] as const)('has %s again after %i days', (step, days) => {
    expect(isStepGood(step, done(days - 1), NOW)).toBe(true);
    expect(isStepGood(step, done(days), NOW)).toBe(false);
  });

  it('counts nothing of another version, and nothing that was not passed', () => {
    const steps = fc.constantFrom('agreement', 'training', 'phone-test' as const);
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 9 }), fc.boolean(), (step, version, isPassed) => {
        const counts = isStepGood(step, done(0, { version, isPassed }), NOW);
        expect(counts).toBe(isPassed && version === COMPANION_VERSIONS[step]);
      }),
    );
  });
});

describe('the questions after the training', () => {
  const right: TrainingAnswers = { unresponsive: 'call-emergency', asleep: 'look-close', errand: 'say-it-first' };

  it('are right together', () => expect(wrongAnswers(right)).toEqual([]));

  it('name those that were not', () => {
    expect(wrongAnswers({ ...right, unresponsive: 'wait' })).toEqual(['unresponsive']);
    expect(wrongAnswers({ unresponsive: 'ask-later', asleep: 'leave-them', errand: 'go-quickly' })).toEqual([
      'unresponsive',
      'asleep',
      'errand',
    ]);
  });
});
