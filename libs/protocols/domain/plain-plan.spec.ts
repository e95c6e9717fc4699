import { plainPlan } from './plain-plan.js';

const PLAN = {
  signerName: 'Nina',
  isPaused: false,
  goal: 'Sleep again',
  phases: [{ sessions: 6, minDaysBetween: 7 }],
  taken: 0,
  reviewDay: 'January 4, 2027',
};

describe('a plan in plain words', () => {
  it('says the goal, how many sessions, how far apart, and when it is looked at', () => {
    expect(plainPlan(PLAN)).toEqual([
      'What you want to reach: Sleep again',
      'Your plan has 6 sessions, at least 7 days apart. You have had none. Nina signed it for you.',
      'By January 4, 2027 you and your prescriber look together at what it has brought, and whether it goes on.',
      'Your prescriber decides about each dose, and signs it. You can ask for less, for more time, or to stop, at any time.',
    ]);
  });

  it('says how far apart the sessions of each phase are', () => {
    const phases = [
      { sessions: 6, minDaysBetween: 3 },
      { sessions: 4, minDaysBetween: 28 },
    ];
    expect(plainPlan({ ...PLAN, phases })[1]).toContain(
      'Your plan has 6 sessions, at least 3 days apart, then 4 sessions, at least 28 days apart. You have had none.',
    );
  });

  it('says first that it is paused, and leaves out what was erased', () => {
    const [first, second] = plainPlan({
      ...PLAN,
      isPaused: true,
      goal: null,
      phases: [{ sessions: 1, minDaysBetween: 1 }],
      taken: 1,
      signerName: null,
    });
    expect(first).toBe('Your plan is paused. Your team looks at it, and tells you how it goes on.');
    expect(second).toBe('Your plan has 1 session, at least 1 day apart. You have had 1. Your prescriber signed it for you.');
  });
});
