import fc from 'fast-check';
import { differenceOf } from './difference.js';

describe('the difference between two versions', () => {
  it('says leaf by leaf what was and what is', () => {
    const before = { phases: [{ name: 'induction', spacingDays: 7 }], limits: { holdSystolic: 160 }, form: 'troche' };
    const after = {
      phases: [
        { name: 'induction', spacingDays: 5 },
        { name: 'maintenance', spacingDays: 28 },
      ],
      limits: {},
      form: 'troche',
    };
    expect(differenceOf(before, after)).toEqual([
      { path: 'phases.1.spacingDays', before: '7', after: '5' },
      { path: 'phases.2.name', before: null, after: 'maintenance' },
      { path: 'phases.2.spacingDays', before: null, after: '28' },
      { path: 'limits.holdSystolic', before: '160', after: null },
    ]);
    expect(differenceOf({ a: 1 }, { a: { b: 2 } })).toEqual([
      { path: 'a', before: '1', after: null },
      { path: 'a.b', before: null, after: '2' },
    ]);
  });

  const leaf = fc.oneof(fc.integer(), fc.string({ minLength: 1 }), fc.boolean());
  const records = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(leaf, fc.array(leaf, { minLength: 1 })), { minKeys: 1 });

  it('is none between a thing and itself, and turns round with its two sides', () => {
    fc.assert(
      fc.property(records, records, (one, other) => {
        expect(differenceOf(one, structuredClone(one))).toEqual([]);
        const turned = differenceOf(other, one).map(({ path, before, after }) => ({ path, before: after, after: before }));
        const byPath = (changes: readonly { path: string }[]) => changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
        expect(byPath(turned)).toEqual(byPath(differenceOf(one, other)));
      }),
    );
  });
});
