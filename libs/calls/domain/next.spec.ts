import fc from 'fast-check';
import { MINUTE } from '#kernel';
import { nextForGuest, nextForStaff, type Standing } from './next.js';
import { type Presence, presenceOf } from './presence.js';

const presences: readonly Presence[] = ['expected', 'waiting', 'away', 'called', 'here', 'lost', 'left'];
const name = fc.option(fc.constantFrom('Tom', 'Nina'), { nil: null });
const standing: fc.Arbitrary<Standing> = fc.record({
  door: fc.constantFrom('early', 'open', 'over', 'cancelled'),
  state: fc.constantFrom('waiting', 'open', 'ended'),
  now: fc.nat(100).map((min) => min * MINUTE),
  startsAt: fc.constant(50 * MINUTE),
  lateMin: fc.option(fc.nat(30), { nil: null }),
  own: fc.constantFrom(...presences),
  patient: fc.constantFrom(...presences),
  clinician: name,
  waiting: name,
  elsewhere: name,
  notice: fc.option(
    fc.record({ code: fc.constantFrom('somebody-is-joining', 'handed-over', 'hand-off-did-not-work'), about: name }),
    { nil: null },
  ),
});
const calm: Standing = {
  ...{ door: 'open', state: 'open', now: 50 * MINUTE, startsAt: 50 * MINUTE, lateMin: null },
  ...{ own: 'waiting', patient: 'waiting', clinician: null, waiting: null, elsewhere: null, notice: null },
};

describe('what happens next', () => {
  it('is said to everybody in each moment', () => {
    fc.assert(
      fc.property(standing, (at) => {
        expect(nextForGuest(at).next).toBeTruthy();
        expect(nextForStaff(at).next).toBeTruthy();
      }),
    );
  });
  it('says to a patient in a call without a clinician that they are alone and what to do, and never that they are in it with somebody', () => {
    fc.assert(
      fc.property(standing, (at) => {
        const { next } = nextForGuest({ ...at, door: 'open', state: 'open', own: 'here', clinician: null });
        expect(next).toBe('in-call-alone');
      }),
    );
  });
  it('never says that somebody knows of them before somebody is there', () => {
    fc.assert(
      fc.property(standing, (at) => {
        if (nextForGuest({ ...at, clinician: null }).next === 'wait-they-know') throw new Error('nobody knows');
      }),
    );
  });
  it('tells who waits the truth about the time', () => {
    expect(nextForGuest(calm).next).toBe('wait-for-start');
    expect(nextForGuest({ ...calm, now: 56 * MINUTE }).next).toBe('wait-overdue');
    expect(nextForGuest({ ...calm, now: 56 * MINUTE, lateMin: 20 }).next).toBe('wait-they-are-late');
    expect(nextForGuest({ ...calm, now: 71 * MINUTE, lateMin: 20 }).next).toBe('wait-overdue');
    expect(nextForGuest({ ...calm, clinician: 'Tom' })).toEqual({ next: 'wait-they-know', about: 'Tom' });
  });
  it('tells who leads it now after a hand-off', () => {
    const notice = { code: 'handed-over', about: 'Nina' } as const;
    expect(nextForGuest({ ...calm, own: 'here', clinician: 'Nina', notice })).toEqual({ next: 'handed-over', about: 'Nina' });
  });
  it('tells staff first who waits, then who is lost', () => {
    expect(nextForStaff({ ...calm, own: 'here', waiting: 'Rosa', patient: 'waiting' })).toEqual({
      next: 'let-them-in',
      about: 'Rosa',
    });
    expect(nextForStaff({ ...calm, own: 'here', patient: 'lost' }).next).toBe('patient-lost');
    expect(nextForStaff({ ...calm, own: 'here', patient: 'here' }).next).toBe('in-call');
    expect(nextForStaff({ ...calm, own: 'here', patient: 'expected' }).next).toBe('nobody-here');
  });
});

describe('somebody who waits elsewhere', () => {
  it('hears when they are told to come, and staff see which of the two it is, whatever else is so', () => {
    expect(nextForGuest({ ...calm, own: 'away' }).next).toBe('wait-elsewhere');
    expect(nextForGuest({ ...calm, own: 'called', clinician: 'Tom' })).toEqual({ next: 'they-are-ready', about: 'Tom' });
    const staff = { ...calm, own: 'here', elsewhere: 'Rosa' } as const;
    expect(nextForStaff({ ...staff, patient: 'away' })).toEqual({ next: 'waits-elsewhere', about: 'Rosa' });
    expect(nextForStaff({ ...staff, patient: 'called' })).toEqual({ next: 'told-to-come', about: 'Rosa' });
    expect(nextForStaff({ ...staff, own: 'expected', patient: 'away' })).toEqual({ next: 'come-in', about: 'Rosa' });
  });
});

describe('where somebody is', () => {
  const traces = fc.record({
    ...{ hasKnocked: fc.boolean(), isAdmitted: fc.boolean(), hasLeft: fc.boolean(), wasSeen: fc.boolean(), isSeen: fc.boolean() },
    ...{ isAway: fc.boolean(), isTold: fc.boolean() },
  });
  it('is here only for whoever was let in and is seen', () => {
    fc.assert(
      fc.property(traces, (all) => {
        expect(presenceOf(all) === 'here').toBe(all.isAdmitted && all.isSeen && !all.hasLeft && !all.isAway);
        if (presenceOf(all) === 'lost') expect(all.isAdmitted && all.wasSeen && !all.hasLeft).toBe(true);
      }),
    );
  });
});
