import fc from 'fast-check';

import { DAY } from '#kernel';
import { anyCourse, course, day, held, SIGNED, score, session } from '../testing/courses.js';
import type { CourseFacts } from './course-facts.js';
import { PAUSE_LIMITS } from './pause-limits.js';
import { knownAs, PAUSE_REASONS, pauseReasons } from './pause-rules.js';

const NOW = day(60);
const reasonsOf = (facts: Partial<CourseFacts>, now = NOW) => pauseReasons(course(facts), now).map(({ reason }) => reason);
const alert = (level: number) => ({ at: day(1), alertId: 'help-1', kind: 'help', level });
const missed = (id: string, days: number, state: 'missed' | 'late_done' | 'done' = 'missed') =>
  session(days, { visit: { id, state, startsAt: day(days + 1) } });

const shuffled = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length });

describe('reasons to pause a course', () => {
  it('are none while all is well', () => {
    const sessions = [session(1, { alerts: [alert(2)] }), missed('a', 8, 'done')];
    expect(reasonsOf({ sessions, scores: [score('phq-9', 15, 0), score('phq-9', 19, 9)] })).toEqual([]);
  });

  it.each([
    ['grave-event', { sessions: [session(1, { alerts: [alert(3)] })] }],
    ['grave-event', { sessions: [session(1, { takenAt: null, alerts: [alert(4)] })] }],
    ['held-twice', { sessions: [held(1), held(8, 'still-high')] }],
    ['clearly-worse', { scores: [score('phq-9', 10, 0), score('phq-9', 15, 7), score('phq-9', 16, 14)] }],
    ['clearly-worse', { scores: [score('gad-7', 5, 0), score('gad-7', 10, 7), score('gad-7', 4, 9), score('gad-7', 11, 14)] }],
    ['suicidality', { signals: [{ signalId: 's', rule: 'A4', at: day(1) }] }],
    ['suicidality', { signals: [{ signalId: 's', rule: 'A5', at: day(1) }] }],
    ['urinary', { scores: [score('before-dose', 2, 1, 'urinary')] }],
    ['urinary', { scores: [score('before-dose', 1, 1, 'urinary'), score('before-dose', 1, 8, 'urinary')] }],
    ['urinary', { scores: [score('before-dose', 1, 1, 'blood')] }],
    ['pregnancy', { scores: [score('before-dose', 1, 1, 'pregnancy')] }],
    ['mania-psychosis', { scores: [score('before-dose', 1, 1, 'mania')] }],
    ['mania-psychosis', { scores: [score('before-dose', 1, 1, 'psychosis')] }],
    ['visits-missed', { sessions: [missed('a', 1), missed('b', 8)] }],
    ['visits-missed', { sessions: [missed('a', 1, 'late_done'), missed('b', 8)] }],
    ['medicine-unaccounted', { unaccounted: [{ id: 'count', at: day(1) }] }],
    ['review-missed', { missedReviews: [{ id: 'protocol/2027-03-01', at: day(1) }] }],
    ['other-prescriber', { otherPrescribers: [{ id: 'attestation', at: day(1) }] }],
    ['other-prescriber', { scores: [score('before-dose', 1, 1, 'other-ketamine')] }],
    [
      'no-response',
      { sessions: [1, 8, 15, 22].map((days) => session(days)), scores: [score('phq-9', 18, 0), score('phq-9', 10, 29)] },
    ],
  ] as const)('are %s, and nothing else', (reason, facts) => {
    expect(reasonsOf(facts)).toEqual([reason]);
  });

  it('are a gap of more than 90 days, with or without a dose after it', () => {
    const sessions = [session(1)];
    expect(reasonsOf({ sessions }, day(91))).toEqual([]);
    expect(reasonsOf({ sessions }, day(91) + 1)).toEqual(['long-gap']);
    expect(reasonsOf({ sessions: [...sessions, session(95)] }, day(96))).toEqual(['long-gap']);
  });

  it('are a shorter gap of somebody’s own, and all the same the one that Hearth brings, each a fact of its own', () => {
    const facts = course({ sessions: [session(1)] });
    const found = (days: number) => pauseReasons(facts, day(days), { ...PAUSE_LIMITS, gapDays: 30 });
    expect(found(31)).toEqual([]);
    expect(found(32).map(({ at }) => at)).toEqual([day(31)]);
    expect(found(92).map(({ at }) => at)).toEqual([day(31), day(91)]);
    expect(new Set(found(92).map(knownAs)).size).toBe(2);
  });

  it.each([
    ['one hold, and another after a dose', { sessions: [held(1), session(8), held(15)] }],
    ['a gate that was held for something else', { sessions: [held(1, 'too-old'), held(8, 'rest-and-measure-again')] }],
    ['one score that is worse', { scores: [score('phq-9', 10, 0), score('phq-9', 18, 7)] }],
    ['scores that were worse by four', { scores: [score('phq-9', 10, 0), score('phq-9', 14, 7), score('phq-9', 14, 9)] }],
    ['a wish to be dead', { signals: [{ signalId: 's', rule: 'A3', at: day(1) }] }],
    ['one urinary symptom once', { scores: [score('before-dose', 1, 1, 'urinary'), score('before-dose', 0, 8, 'urinary')] }],
    ['one missed visit', { sessions: [missed('a', 1), missed('b', 8, 'done')] }],
    [
      'a response after four sessions',
      { sessions: [1, 8, 15, 22].map((days) => session(days)), scores: [score('phq-9', 18, 0), score('phq-9', 9, 29)] },
    ],
    [
      'four sessions of somebody who began with little',
      { sessions: [1, 8, 15, 22].map((days) => session(days)), scores: [score('phq-9', 9, 0), score('phq-9', 9, 29)] },
    ],
    ['what was known when the protocol was signed', { sessions: [session(1, { alerts: [{ ...alert(4), at: SIGNED - 1 }] })] }],
  ] as const)('are none by %s', (_, facts) => {
    expect(reasonsOf(facts)).toEqual([]);
  });

  it('name an alert again when it becomes an emergency, and once for each level', () => {
    const alerts = [alert(3), { ...alert(3), at: day(2) }, { ...alert(4), at: day(3) }];
    expect(pauseReasons(course({ sessions: [session(1, { sessionId: 's', alerts })] }), NOW)).toEqual([
      { reason: 'grave-event', fact: 's/help-1/3', at: day(1) },
      { reason: 'grave-event', fact: 's/help-1/4', at: day(3) },
    ]);
  });

  it('do not hang on the order of the facts', () => {
    const mixed = anyCourse.chain((facts) =>
      fc
        .tuple(shuffled(facts.sessions), shuffled(facts.scores), shuffled(facts.signals))
        .map(([sessions, scores, signals]): [CourseFacts, CourseFacts] => [facts, { ...facts, sessions, scores, signals }]),
    );
    fc.assert(
      fc.property(mixed, ([facts, shuffled]) => {
        expect(pauseReasons(shuffled, NOW)).toEqual(pauseReasons(facts, NOW));
      }),
    );
  });

  it('never become fewer by what happens later', () => {
    const later = (facts: CourseFacts): CourseFacts => {
      const shiftAll = <T extends { at: number }>(all: readonly T[]) => all.map((one) => ({ ...one, at: one.at + 400 * DAY }));
      const shift = (instant: number | null) => (instant === null ? null : instant + 400 * DAY);
      const sessions = facts.sessions.map((one) => ({
        ...one,
        ...{ takenAt: shift(one.takenAt), startsAt: shift(one.startsAt), abortedAt: shift(one.abortedAt) },
        ...{
          alerts: shiftAll(one.alerts),
          holds: shiftAll(one.holds),
          visit: one.visit && { ...one.visit, startsAt: one.visit.startsAt + 400 * DAY },
        },
      }));
      return { ...facts, sessions, scores: shiftAll(facts.scores), signals: shiftAll(facts.signals) };
    };
    fc.assert(
      fc.property(anyCourse, anyCourse, (facts, others) => {
        const more = later(others);
        const both: CourseFacts = {
          ...facts,
          sessions: [...facts.sessions, ...more.sessions],
          scores: [...facts.scores, ...more.scores],
          signals: [...facts.signals, ...more.signals],
        };
        const found = pauseReasons(both, day(1000)).map(({ reason, fact }) => `${reason} ${fact}`);
        for (const { reason, fact } of pauseReasons(facts, day(399))) expect(found).toContain(`${reason} ${fact}`);
      }),
    );
  });

  it('name each fact once, and never one of the time before the signature', () => {
    fc.assert(
      fc.property(anyCourse, fc.integer({ min: -30, max: 90 }), (facts, days) => {
        const signedAt = day(days);
        const found = pauseReasons({ ...facts, signedAt }, NOW);
        expect(new Set(found.map(({ reason, fact }) => `${reason} ${fact}`)).size).toBe(found.length);
        expect(found.every(({ at }) => at >= signedAt)).toBe(true);
      }),
    );
  });

  it('are all that whoever signed could not know, whenever it happened', () => {
    const LATER = NOW + 1_000 * DAY; // after all that can have happened
    fc.assert(
      fc.property(anyCourse, fc.nat(), (facts, pick) => {
        const all = pauseReasons({ ...facts, knownWhenSigned: [] }, LATER);
        const known = all.filter((_, i) => (pick >> (i % 30)) & 1).map(knownAs);
        const left = pauseReasons({ ...facts, knownWhenSigned: known, signedAt: LATER }, LATER).map(knownAs);
        expect(left).toEqual(all.map(knownAs).filter((one) => !known.includes(one)));
      }),
    );
  });

  it('all have words and a source', () => {
    for (const { words, source } of Object.values(PAUSE_REASONS))
      expect([words.length > 10, source.length > 10]).toEqual([true, true]);
  });
});
