import { refusedVersion, type VersionBounds, type VersionFacts } from './version-laws.js';

const GUARDRAILS = { warnStepPct: 25, secondSignerStepPct: 50, maxMgPerSession: 300, maxSessionsPer30Days: 5 };
const VERSION: VersionFacts = {
  ...{ phase: 'induction', sessions: 6, minDaysBetween: 7, endPointReviewOn: '2027-01-04' },
  guardrails: GUARDRAILS,
};
const BOUNDS: VersionBounds = {
  phases: [
    { name: 'induction', spacingDays: 7 },
    { name: 'maintenance', spacingDays: 28 },
  ],
  ...{ guardrails: GUARDRAILS, today: '2026-11-29', lastReviewDay: '2027-02-21', plannedSessions: 4, loosened: [] },
  ...{ template: { route: 'sublingual', setting: 'home' }, allows: { subcutaneousAtHome: false } },
};
const why = (version: Partial<VersionFacts>, bounds: Partial<VersionBounds> = {}) =>
  refusedVersion({ ...VERSION, ...version }, { ...BOUNDS, ...bounds });

describe('a version of a protocol', () => {
  it('can be kept when it is as strict as its template, and when it is stricter', () => {
    expect(why({})).toEqual([]);
    expect(why({ minDaysBetween: 10, guardrails: { ...GUARDRAILS, maxMgPerSession: 200, warnStepPct: 10 } })).toEqual([]);
  });

  it('follows the spacing of its phase', () => {
    expect(why({ minDaysBetween: 6 })).toEqual(['nearer-than-the-phase']);
    expect(why({ phase: 'maintenance' })).toEqual(['nearer-than-the-phase']);
    expect(why({ phase: 'made-up' })).toEqual(['no-such-phase']);
  });

  it('has phases of its template in their order, each with its own spacing and at least one session', () => {
    const then = (phase: string, sessions: number, minDaysBetween: number) => ({ later: [{ phase, sessions, minDaysBetween }] });
    expect(why(then('maintenance', 2, 28))).toEqual([]);
    expect(why(then('maintenance', 2, 27))).toEqual(['nearer-than-the-phase']);
    expect(why(then('made-up', 2, 28))).toEqual(['no-such-phase']);
    expect(why(then('induction', 2, 7))).toEqual(['phases-out-of-order']);
    expect(why({ phase: 'maintenance', minDaysBetween: 28, ...then('induction', 2, 7) })).toEqual(['phases-out-of-order']);
    expect([why(then('maintenance', 5, 28)), why(then('maintenance', 6, 28))]).toEqual([[], ['phases-do-not-add-up']]);
  });

  it('is looked at on a day ahead, within the weeks of the template', () => {
    const days = ['2026-11-29', '2026-11-30', '2027-02-21', '2027-02-22'];
    expect(days.map((endPointReviewOn) => why({ endPointReviewOn }).length)).toEqual([1, 0, 0, 1]);
  });

  it('loosens nothing, and gets no shorter than what is planned', () => {
    expect(why({}, { loosened: ['holdSystolic'] })).toEqual(['limits-loosened']);
    const needle = { template: { route: 'subcutaneous', setting: 'home' } } as const;
    expect(why({}, needle)).toEqual(['subcutaneous-at-home']);
    expect(why({}, { ...needle, allows: { subcutaneousAtHome: true } })).toEqual([]);
    for (const loose of [
      { warnStepPct: 26 },
      { secondSignerStepPct: 51 },
      { maxMgPerSession: null },
      { maxMgPerSession: 301 },
      { maxSessionsPer30Days: 6 },
    ])
      expect(why({ guardrails: { ...GUARDRAILS, ...loose } })).toEqual(['guardrails-loosened']);
    expect([why({ sessions: 4 }), why({ sessions: 3 })]).toEqual([[], ['shorter-than-planned']]);
  });
});
