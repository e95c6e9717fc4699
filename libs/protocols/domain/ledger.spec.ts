import fc from 'fast-check';

import { DAY, MINUTE } from '#kernel';
import { anyScore, anySession, day, held, score, session } from '../testing/courses.js';
import type { SessionFact } from './course-facts.js';
import { doseLedger, exposureAt, stepPctOf } from './ledger.js';

const NOW = day(100);
const ledgerOf = (sessions: readonly SessionFact[], scores: Parameters<typeof doseLedger>[0]['scores'] = []) =>
  doseLedger({ sessions, scores }, NOW);

describe('the dose ledger', () => {
  it('has the doses in the order of time, with the step and the days between them', () => {
    const { doses } = ledgerOf([session(20, { doseMg: 150 }), session(1, { doseMg: 100 }), session(8, { doseMg: 120 })]);
    expect(doses.map(({ doseMg, stepPct, daysSinceLast }) => [doseMg, stepPct, daysSinceLast])).toEqual([
      [100, null, null],
      [120, 20, 7],
      [150, 25, 12],
    ]);
  });

  it('has every reading and check with the minutes since the dose, before it too', () => {
    const reading = { systolicMmHg: 130, diastolicMmHg: 80, heartRateBpm: 70, hasSymptoms: false };
    const readings = [
      { ...reading, seq: 5, at: day(1) + 40 * MINUTE },
      { ...reading, seq: 2, at: day(1) - 10 * MINUTE },
    ];
    const [dose] = ledgerOf([session(1, { readings })]).doses;
    expect(dose!.readings.map(({ seq, sinceDoseMin }) => [seq, sinceDoseMin])).toEqual([
      [2, -10],
      [5, 40],
    ]);
  });

  it('has each alert once, as grave as it became', () => {
    const at = (minutes: number, level: number, alertId = 'a') => ({
      at: day(1) + minutes * MINUTE,
      alertId,
      kind: 'help',
      level,
    });
    const [dose] = ledgerOf([session(1, { alerts: [at(20, 3), at(10, 1), at(15, 2, 'b')] })]).doses;
    expect(dose!.alerts.map(({ alertId, level, sinceDoseMin }) => [alertId, level, sinceDoseMin])).toEqual([
      ['a', 3, 10],
      ['b', 2, 15],
    ]);
  });

  it('has what changed in each outcome since the dose before', () => {
    const scores = [score('phq-9', 18, 0), score('phq-9', 12, 7), score('gad-7', 9, 7), score('peg', 5, 7)];
    const [first, second] = ledgerOf([session(1), session(8)], scores).doses;
    expect(first!.outcomes).toEqual([{ form: 'phq-9', value: 18, change: null }]);
    expect(second!.outcomes).toEqual([
      { form: 'phq-9', value: 12, change: -6 },
      { form: 'gad-7', value: 9, change: null },
    ]);
  });

  it('has sessions that ended at the gate, by what was unmet last', () => {
    const early = { at: day(3) - 5 * MINUTE, item: 'chaperone-present', reason: 'not-here' };
    const kept = held(3);
    const ledger = ledgerOf([{ ...kept, holds: [early, ...kept.holds] }, session(1)]);
    expect(ledger.doses).toHaveLength(1);
    expect(ledger.held.map(({ holds }) => holds)).toEqual([[{ item: 'vitals', reason: 'held' }]]);
  });

  it('counts what was taken in all, and in 30 and 90 days', () => {
    const { exposure } = ledgerOf([session(1, { doseMg: 0.1 }), session(20, { doseMg: 0.2 }), session(71, { doseMg: 100 })]);
    expect(exposure).toEqual({ totalMg: 100.3, mgIn30Days: 100, mgIn90Days: 100.2, sessionsIn30Days: 1 });
  });

  it('has sums that equal its lines, whatever was taken', () => {
    fc.assert(
      fc.property(fc.array(anySession, { maxLength: 12 }), fc.array(anyScore, { maxLength: 6 }), (sessions, scores) => {
        const { doses, exposure } = doseLedger({ sessions, scores }, day(500));
        const cents = (mg: number) => Math.round(mg * 100);
        const sum = (from: number, to: number) =>
          doses.filter(({ takenAt }) => takenAt > from && takenAt <= to).reduce((total, { doseMg }) => total + cents(doseMg), 0);
        expect(doses).toHaveLength(sessions.filter(({ takenAt }) => takenAt !== null).length);
        expect(cents(exposure.totalMg)).toBe(sum(Number.NEGATIVE_INFINITY, day(500)));
        for (const { takenAt, exposure: then } of doses) {
          const isLastOfInstant = doses.findLast((dose) => dose.takenAt === takenAt)!.exposure === then;
          if (!isLastOfInstant) continue;
          expect(cents(then.totalMg)).toBe(sum(Number.NEGATIVE_INFINITY, takenAt));
          expect(cents(then.mgIn30Days)).toBe(sum(takenAt - 30 * DAY, takenAt));
          expect(cents(then.mgIn90Days)).toBe(sum(takenAt - 90 * DAY, takenAt));
        }
      }),
    );
  });

  it('does not hang on the order of the facts', () => {
    const shuffled = fc
      .array(anySession, { maxLength: 8 })
      .chain((sessions) => fc.tuple(fc.constant(sessions), fc.shuffledSubarray(sessions, { minLength: sessions.length })));
    fc.assert(
      fc.property(shuffled, ([sessions, mixed]) => {
        expect(ledgerOf(mixed).doses).toEqual(ledgerOf(sessions).doses);
      }),
    );
  });
});

describe('exposure', () => {
  it('never falls in all, and never says more of 30 days than of 90', () => {
    const doses = fc.array(
      fc.record({ takenAt: fc.integer({ min: 0, max: 300 }).map(day), doseMg: fc.integer({ min: 1, max: 500 }) }),
    );
    fc.assert(
      fc.property(doses, fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), (taken, a, b) => {
        const [early, late] = [exposureAt(taken, day(Math.min(a, b))), exposureAt(taken, day(Math.max(a, b)))];
        expect(early.totalMg).toBeLessThanOrEqual(late.totalMg);
        expect(late.mgIn30Days).toBeLessThanOrEqual(late.mgIn90Days);
        expect(late.mgIn90Days).toBeLessThanOrEqual(late.totalMg);
      }),
    );
  });

  it('says a step in percent of the dose before', () => {
    expect([stepPctOf(125, 100), stepPctOf(100, 150), stepPctOf(100, 100)]).toEqual([25, -33.3, 0]);
  });
});
