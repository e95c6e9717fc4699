import fc from 'fast-check';
import { DAY } from '#kernel';
import {
  courseLabel,
  isOverdue,
  judgeItem9,
  judgeLeft,
  judgeSafety,
  judgeScores,
  judgeSubstances,
  RULES,
  signalOf,
} from './alert-rules.js';
import type { Answers } from './answers.js';
import { SAFETY, type SafetyQuestion } from './catalogue/safety.js';
import { refusedThresholds, strictest, THRESHOLDS, type Threshold } from './thresholds.js';

const at = THRESHOLDS;
const said = (given: Partial<Record<SafetyQuestion, 'yes' | 'no'>>): Answers =>
  Object.fromEntries(
    Object.entries(given).map(([question, code]) => [SAFETY[question as SafetyQuestion], { kind: 'codes', codes: [code] }]),
  );
const maybe = fc.constantFrom('yes' as const, 'no' as const, undefined);
const anySafety = fc
  .record({ wish: maybe, thoughts: maybe, method: maybe, intent: maybe, plan: maybe, everActed: maybe, recentlyActed: maybe })
  .map(
    (given) =>
      Object.fromEntries(Object.entries(given).filter(([, code]) => code !== undefined)) as Partial<
        Record<SafetyQuestion, 'yes' | 'no'>
      >,
  );
const levelOf = (answers: Answers, isLeft = false) =>
  Math.max(0, ...judgeSafety(answers, isLeft).map((rule) => signalOf(rule).level));

describe('A1 and A2: item 9', () => {
  it('speak for every answer but "not at all", and louder for a high or risen one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.option(fc.integer({ min: 0, max: 3 })), (value, last) => {
        const rules = judgeItem9(value, last, at);
        expect(rules.includes('A1')).toBe(value >= 1);
        expect(rules.includes('A2')).toBe(value >= 2 || (value >= 1 && last !== null && value > last));
      }),
    );
  });
  it('are silent about what is not answered', () => {
    expect(judgeItem9(null, 3, at)).toEqual([]);
  });
});

describe('A3 to A5: safety questions', () => {
  it.each([
    ['a wish', { wish: 'yes' }, 'A3'],
    ['thoughts', { thoughts: 'yes', method: 'no' }, 'A3'],
    ['a method', { thoughts: 'yes', method: 'yes', intent: 'no', plan: 'no' }, 'A4'],
    ['an act long ago', { everActed: 'yes', recentlyActed: 'no' }, 'A4'],
    ['intent without a plan, by the stricter of two triages', { thoughts: 'yes', intent: 'yes', plan: 'no' }, 'A5'],
    ['a plan', { plan: 'yes' }, 'A5'],
    ['an act within three months', { everActed: 'yes', recentlyActed: 'yes' }, 'A5'],
  ] as const)('read %s', (_, given, rule) => {
    expect(judgeSafety(said(given), false)).toEqual([rule]);
  });

  it('are silent when all is no', () => {
    expect(judgeSafety(said({ wish: 'no', thoughts: 'no', everActed: 'no' }), true)).toEqual([]);
  });

  it('take an act without a date for a recent one once the person has gone, and at once when it was passed over', () => {
    expect(judgeSafety(said({ everActed: 'yes' }), false)).toEqual(['A4']);
    expect(judgeSafety(said({ everActed: 'yes' }), true)).toEqual(['A5']);
    const passedOver: Answers = { ...said({ everActed: 'yes' }), [SAFETY.recentlyActed]: { kind: 'skipped' } };
    expect(judgeSafety(passedOver, false)).toEqual(['A5']);
  });

  it('never grow milder by one more yes, and never by leaving', () => {
    const questions = Object.keys(SAFETY) as SafetyQuestion[];
    fc.assert(
      fc.property(anySafety, fc.constantFrom(...questions), (given, more) => {
        fc.pre(more !== 'recentlyActed' || given.everActed === 'yes');
        expect(levelOf(said({ ...given, [more]: 'yes' }))).toBeGreaterThanOrEqual(levelOf(said(given)));
        expect(levelOf(said(given), true)).toBeGreaterThanOrEqual(levelOf(said(given)));
      }),
    );
  });
});

describe('A6 and A7: scores', () => {
  const course = (now: number | null, first: number | null = null, last: number | null = first) => ({ now, first, last });
  it.each([
    ['phq-9', 20, 27],
    ['gad-7', 15, 21],
  ])('A6 speaks of %s from %d on, when it is new', (form, from, max) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max }), fc.option(fc.integer({ min: 0, max })), (now, last) => {
        const isNew = now >= from && (last === null || last < from);
        expect(judgeScores({ [form]: { now, first: now, last } }, at).includes('A6')).toBe(isNew);
      }),
    );
  });
  it.each([
    ['phq-9', 5],
    ['gad-7', 5],
    ['pcl-5', 10],
  ])('A7 speaks of %s when it is %d above the first', (form, by) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 80 }), (now, first) => {
        expect(judgeScores({ [form]: course(now, first) }, at).includes('A7')).toBe(now - first >= by);
      }),
    );
  });
  it('say nothing without a score', () => {
    expect(judgeScores({ 'phq-9': course(null, 3) }, at)).toEqual([]);
  });
});

it('A8 is a label: remission below 5 after 10 or more, response at half or less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 27 }), fc.integer({ min: 0, max: 27 }), (first, now) => {
      const expected = first >= 10 && now < 5 ? 'remission' : 2 * now <= first ? 'response' : null;
      expect(courseLabel(first, now)).toBe(expected);
    }),
  );
  expect([courseLabel(null, 3), courseLabel(0, 0), courseLabel(12, null)]).toEqual([null, null, null]);
});

describe('A9: alcohol and other substances', () => {
  it('speaks from the lower of the two cuts on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), (score) => expect(judgeSubstances(score, {}, at).length > 0).toBe(score >= 3)),
    );
  });
  it('speaks of trouble with other substances', () => {
    expect(judgeSubstances(null, { '/substances-trouble': { kind: 'codes', codes: ['yes'] } }, at)).toEqual(['A9']);
    expect(judgeSubstances(null, { '/substances-any': { kind: 'codes', codes: ['yes'] } }, at)).toEqual([]);
  });
});

it('A11 speaks of safety questions that were left after item 9', () => {
  fc.assert(
    fc.property(fc.option(fc.integer({ min: 0, max: 3 })), fc.boolean(), (item9, isWhole) => {
      expect(judgeLeft(item9, isWhole, at).length > 0).toBe((item9 ?? 0) >= 1 && !isWhole);
    }),
  );
});

it('A12 counts seven days back from the session', () => {
  const session = 100 * DAY;
  expect(isOverdue(session - 7 * DAY, session, at.freshDays * DAY)).toBe(false);
  expect(isOverdue(session - 7 * DAY - 1, session, at.freshDays * DAY)).toBe(true);
  expect(isOverdue(null, session, at.freshDays * DAY)).toBe(true);
});

describe('what rules say', () => {
  it('calls somebody for each danger, and holds the dose for it', () => {
    for (const rule of RULES) {
      const { level, urgency, holdsDosing } = signalOf(rule);
      expect(urgency === 'review').toBe(level === 1);
      if (level >= 2) expect(holdsDosing).toBe(true);
    }
    expect(signalOf('A5')).toMatchObject({ level: 3, urgency: 'now' });
  });
});

describe('a clinic’s thresholds', () => {
  const names = Object.keys(THRESHOLDS) as Threshold[];
  const any = fc.dictionary(fc.constantFrom(...names), fc.integer({ min: -5, max: 60 }));
  it('are taken when they are stricter, and refused when they are looser, zero or unknown', () => {
    fc.assert(
      fc.property(any, (clinic) => {
        const wrong = Object.entries(clinic).filter(([name, value]) => value < 1 || value > THRESHOLDS[name as Threshold]);
        expect(refusedThresholds(clinic)).toEqual(wrong.map(([name]) => name));
      }),
    );
    expect(refusedThresholds({ somethingElse: 1, toString: 1 })).toEqual(['somethingElse', 'toString']);
  });
  it('never make a rule speak later, whatever is stored', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 3 }), (clinic, value) => {
        const own = strictest(clinic);
        for (const name of names) expect(own[name]).toBeLessThanOrEqual(THRESHOLDS[name]);
        if (judgeItem9(value, null, at).includes('A1')) expect(judgeItem9(value, null, own)).toContain('A1');
      }),
    );
  });
});
