import fc from 'fast-check';
import { DAY, HOUR } from '#kernel';
import { dueAgain, judgePdmp, type PdmpLook, remindersOf } from './pdmp.js';
import { type PrescribingRule, UNVERIFIED } from './prescribing-rule.js';

const NOW = 1_790_000_000_000;
const rule = (different: Partial<PrescribingRule>): PrescribingRule => ({ ...UNVERIFIED, jurisdiction: 'US-NY', ...different });
const every = (pdmpDays: number) => rule({ pdmp: 'every-days', pdmpDays });
const look = (ageMs: number, different: Partial<PdmpLook> = {}): PdmpLook => ({
  ...{ checkedBy: 'nina', states: ['US-NY'], checkedAt: NOW - ageMs },
  ...different,
});
const reason = (asked: PrescribingRule, ...looks: PdmpLook[]) => judgePdmp(asked, looks, { personId: 'nina', now: NOW }).reason;

describe('a look at the monitoring programme', () => {
  it('is asked for each order where nobody has looked up the rule', () => {
    expect(reason(rule({}))).toBe('never');
    expect(reason(rule({}), look(24 * HOUR))).toBe('current');
    expect(reason(rule({}), look(24 * HOUR + 1))).toBe('too-old');
  });

  it('holds for the days of the state, and to the very end of them', () => {
    expect(judgePdmp(every(90), [look(90 * DAY)], { personId: 'nina', now: NOW })).toEqual({
      ...{ isMet: true, reason: 'current', until: NOW },
    });
    expect(reason(every(90), look(90 * DAY + 1))).toBe('too-old');
    expect(reason(rule({ pdmp: 'none' }))).toBe('not-asked');
  });

  it('is the prescriber’s own, at the state that asks', () => {
    expect(reason(every(90), look(0, { checkedBy: 'paul' }))).toBe('never');
    expect(reason(every(90), look(0, { states: ['US-NJ'] }))).toBe('never');
    expect(reason(every(90), look(0, { states: ['US-NJ', 'US-NY'] }))).toBe('current');
  });

  it('goes by the newest, in whatever order they come, and never ends earlier by one more', () => {
    const looks = fc.array(
      fc.nat(200 * DAY).map((age) => look(age)),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(looks, fc.nat(200 * DAY), (some, age) => {
        const [before, after] = [some, [...some, look(age)]].map((all) =>
          judgePdmp(every(90), all, { personId: 'nina', now: NOW }),
        );
        expect(after!.until! >= before!.until!).toBe(true);
        expect(judgePdmp(every(90), some.toReversed(), { personId: 'nina', now: NOW })).toEqual(before);
      }),
    );
  });
});

describe('a reminder of a look', () => {
  const [NY, NJ] = [every(90), { ...every(30), jurisdiction: 'US-NJ' }];
  const both = look(0, { states: ['US-NY', 'US-NJ'] });

  it('comes once for each span that its states ask for, and none where they ask for each order', () => {
    expect(remindersOf(both, [NY, NJ])).toEqual([NOW + 23 * DAY, NOW + 83 * DAY]);
    expect(remindersOf(both, [NY, { ...NJ, pdmpDays: 90 }])).toEqual([NOW + 83 * DAY]);
    expect(remindersOf(both, [])).toEqual([]);
  });

  it('is of the states that are due and at which its own person has not looked since', () => {
    const later = (states: string[], checkedBy = 'nina') => look(-24 * DAY, { states, checkedBy });
    const due = (now: number, ...looks: PdmpLook[]) => dueAgain(both, [both, ...looks], [NY, NJ], now);
    expect(due(NOW + 22 * DAY)).toEqual([]);
    expect(due(NOW + 23 * DAY)).toEqual(['US-NJ']);
    expect(due(NOW + 83 * DAY, later(['US-NJ']))).toEqual(['US-NY']);
    expect(due(NOW + 83 * DAY, later(['US-NJ', 'US-NY'], 'paul'))).toEqual(['US-NY', 'US-NJ']);
    expect(due(NOW + 83 * DAY, later(['US-NJ', 'US-NY']))).toEqual([]);
  });
});
