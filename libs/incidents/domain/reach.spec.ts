import fc from 'fast-check';

import { mayReview, openActions, seesWords } from './reach.js';

describe('an incident', () => {
  it('shows its words to its team and the medical director, and not to who runs the clinic', () => {
    expect((['team', 'director', 'clinic'] as const).map(seesWords)).toEqual([true, true, false]);
  });

  it('is reviewed once, by the medical director', () => {
    expect([mayReview(true, { reviewedAt: null }), mayReview(false, { reviewedAt: null })]).toEqual([true, false]);
    expect(mayReview(true, { reviewedAt: 1 })).toBe(false);
  });

  it('has as many open actions as there are actions without an entry that says that they were done', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 8 });
    fc.assert(
      fc.property(ids, fc.nat(), (actions, chance) => {
        const done = actions.filter((_, i) => (chance >> i) & 1);
        const entries = [
          ...actions.map((id) => ({ id, kind: 'action', actionId: null })),
          ...done.map((actionId, i) => ({ id: `said ${i}`, kind: 'done', actionId })),
          { id: 'a finding', kind: 'finding', actionId: null },
        ];
        expect(openActions(entries).map(({ id }) => id)).toEqual(actions.filter((id) => !done.includes(id)));
      }),
    );
  });
});
