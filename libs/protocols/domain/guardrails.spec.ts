import fc from 'fast-check';
import { DAY } from '#kernel';
import { type DoseHistory, guardrails, signaturesNeeded, TITRATION_EVENTS, VERDICTS, verdictOf } from './guardrails.js';
import type { Guardrails } from './template-laws.js';

const NOW = 1_000 * DAY;
const BOUNDS: Guardrails = { warnStepPct: 25, secondSignerStepPct: 50, maxMgPerSession: null, maxSessionsPer30Days: 5 };
const BEFORE: DoseHistory = { priorMg: 100, takenAt: [NOW - 7 * DAY], unreviewed: [] };
const codes = (doseMg: number, history: Partial<DoseHistory> = {}, bounds: Partial<Guardrails> = {}) =>
  guardrails({ ...BEFORE, ...history }, doseMg, { ...BOUNDS, ...bounds }, NOW).map(({ code }) => code);

const dose = fc.integer({ min: 1, max: 1_000 });
const histories = fc.record({
  priorMg: fc.option(dose),
  takenAt: fc.array(fc.integer({ min: NOW - 60 * DAY, max: NOW }), { maxLength: 12 }),
  unreviewed: fc.subarray([...TITRATION_EVENTS]),
});
const bounds = fc.record({
  warnStepPct: fc.integer({ min: 0, max: 100 }),
  secondSignerStepPct: fc.integer({ min: 0, max: 100 }),
  maxMgPerSession: fc.option(dose),
  maxSessionsPer30Days: fc.integer({ min: 1, max: 31 }),
});
const gravity = (history: DoseHistory, doseMg: number, limits: Guardrails) =>
  VERDICTS.indexOf(verdictOf(guardrails(history, doseMg, limits, NOW)));

describe('the guardrails of a proposal', () => {
  it('say nothing up to a quarter more, warn above it, and ask for a second prescriber above a half', () => {
    expect([codes(100), codes(125), codes(125.01), codes(150), codes(150.01)]).toEqual([
      [],
      [],
      ['step-large'],
      ['step-large'],
      ['step-second-signer'],
    ]);
    expect(signaturesNeeded(guardrails(BEFORE, 200, BOUNDS, NOW))).toBe(2);
    expect(signaturesNeeded(guardrails(BEFORE, 150, BOUNDS, NOW))).toBe(1);
  });

  it.each(TITRATION_EVENTS)('refuse an increase while nobody has reviewed: %s', (event) => {
    expect(codes(101, { unreviewed: [event] })).toEqual([event]);
    expect(codes(100, { unreviewed: [event] })).toEqual([]);
    expect(codes(10, { unreviewed: [event], priorMg: null })).toEqual([event]); // a first dose is an increase
  });

  it('know the maximum of a session, and how many there were in thirty days', () => {
    expect([codes(110, {}, { maxMgPerSession: 110 }), codes(110.01, {}, { maxMgPerSession: 110 })]).toEqual([
      [],
      ['above-maximum'],
    ]);
    const taken = [1, 8, 15, 22, 29].map((days) => NOW - days * DAY);
    expect([codes(100, { takenAt: taken }), codes(100, { takenAt: taken.slice(0, 4) })]).toEqual([['too-many-sessions'], []]);
    expect(codes(100, { takenAt: [30, 31, 32, 33, 34].map((days) => NOW - days * DAY) })).toEqual([]);
  });

  it('are monotone: a larger dose is never judged more mildly', () => {
    fc.assert(
      fc.property(histories, bounds, dose, dose, (history, limits, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(gravity(history, less, limits)).toBeLessThanOrEqual(gravity(history, more, limits));
      }),
    );
  });

  it('are monotone in what went wrong, and in how tight the bounds are', () => {
    fc.assert(
      fc.property(histories, bounds, bounds, dose, fc.constantFrom(...TITRATION_EVENTS), (history, loose, other, mg, event) => {
        const worse = { ...history, unreviewed: [...history.unreviewed, event] };
        expect(gravity(history, mg, loose)).toBeLessThanOrEqual(gravity(worse, mg, loose));
        const tight = {
          warnStepPct: Math.min(loose.warnStepPct, other.warnStepPct),
          secondSignerStepPct: Math.min(loose.secondSignerStepPct, other.secondSignerStepPct),
          maxMgPerSession:
            loose.maxMgPerSession === null ? other.maxMgPerSession : Math.min(loose.maxMgPerSession, other.maxMgPerSession ?? mg),
          maxSessionsPer30Days: Math.min(loose.maxSessionsPer30Days, other.maxSessionsPer30Days),
        };
        if (tight.maxMgPerSession === null || loose.maxMgPerSession === null || tight.maxMgPerSession <= loose.maxMgPerSession)
          expect(gravity(history, mg, loose)).toBeLessThanOrEqual(gravity(history, mg, tight));
      }),
    );
  });
});
