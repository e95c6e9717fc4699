import fc from 'fast-check';

import { DAY, HOUR, MINUTE } from '#kernel';
import { type LinkFacts, mayBeSaid, OPEN_AFTER_END_MS, opensPage, stageOf } from './appointment-link.js';

const during = { from: 100 * DAY, to: 100 * DAY + HOUR };
const good: LinkFacts = { isRevoked: false, isCancelled: false, during };
const facts = fc.record({ isRevoked: fc.boolean(), isCancelled: fc.boolean(), during: fc.constant(during) });
const instants = fc.integer({ min: 0, max: 200 * DAY });

describe('the link of an appointment', () => {
  it.each([
    [during.from - 1, 'ahead'],
    [during.from, 'now'],
    [during.to - 1, 'now'],
    [during.to, 'past'],
    [during.to + OPEN_AFTER_END_MS - 1, 'past'],
    [during.to + OPEN_AFTER_END_MS, 'over'],
  ] as const)('at %d is %s', (now, stage) => {
    expect(stageOf(good, now)).toBe(stage);
  });

  it('says that the appointment was cancelled before anything else, and that it is over before that it was revoked', () => {
    const revoked = { ...good, isRevoked: true };
    expect(stageOf({ ...revoked, isCancelled: true }, during.from)).toBe('cancelled');
    expect(stageOf(revoked, during.from)).toBe('revoked');
    expect(stageOf(revoked, during.to + OPEN_AFTER_END_MS)).toBe('over');
  });

  it('opens nothing once it is revoked, its appointment is cancelled, or a week has passed', () => {
    fc.assert(
      fc.property(facts, instants, (link, now) => {
        const isDead = link.isRevoked || link.isCancelled || now >= during.to + OPEN_AFTER_END_MS;
        expect(opensPage(stageOf(link, now))).toBe(!isDead);
      }),
    );
  });

  it('lets nothing be said through what it does not open', () => {
    fc.assert(
      fc.property(facts, instants, (link, now) => {
        const { mayConfirm, maySayLate } = mayBeSaid(link, now);
        if (!opensPage(stageOf(link, now))) expect([mayConfirm, maySayLate]).toEqual([false, false]);
      }),
    );
  });

  it('lets people say that they come until it begins, and that they are late when they can know it', () => {
    const said = (now: number) => Object.values(mayBeSaid(good, now));
    expect(said(during.from - DAY)).toEqual([true, false]);
    expect(said(during.from - MINUTE)).toEqual([true, true]);
    expect(said(during.from + MINUTE)).toEqual([false, true]);
    expect(said(during.to)).toEqual([false, false]);
  });
});
