import fc from 'fast-check';

import { MINUTE } from '#kernel';
import { coverNeededUntil } from './cover.js';
import { sublingualHome } from './sublingual-home.js';

const { plan } = sublingualHome;

describe('coverNeededUntil', () => {
  it('adds the release, the session and the longest ladder of the plan', () => {
    expect(coverNeededUntil(plan, 0, 0)).toBe((30 + 120 + 24) * MINUTE);
  });

  it('goes by the booked end where that is later', () => {
    expect(coverNeededUntil(plan, 0, 200 * MINUTE)).toBe((200 + 24) * MINUTE);
  });

  it('never ends before the gate, the booked end or a due check of a dose that is taken at the last moment', () => {
    const minutes = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(minutes, minutes, minutes, (now, end, validMin) => {
        const until = coverNeededUntil({ ...plan, releaseValidMin: validMin }, now * MINUTE, end * MINUTE);
        const lastDue = now + validMin + Math.max(...plan.vitals.offsetsMin, plan.discharge.minMin);
        expect(until).toBeGreaterThanOrEqual(Math.max(end, lastDue) * MINUTE);
      }),
    );
  });
});
