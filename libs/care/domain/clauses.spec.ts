import fc from 'fast-check';

import { DAY } from '#kernel';
import { type Clause, canonicalClause, HOLDS_MS, lacking, lackOf, type Signed } from './clauses.js';

const NOW = 1_000 * DAY;
const clause = (over: Partial<Clause> = {}): Clause => ({
  ...{ id: 'fees-2', code: 'fees', version: 2, title: 'What it costs', text: 'Ask before each session.' },
  ...over,
});
const signed = (over: Partial<Signed> = {}): Signed => ({
  ...{ clauseId: 'fees-2', code: 'fees', signedAt: NOW - DAY, withdrawnAt: null },
  ...over,
});

describe('lackOf', () => {
  it.each<[string | null, string, Signed[]]>([
    ['never-signed', 'nothing was signed', []],
    ['never-signed', 'another clause was', [signed({ code: 'risks', clauseId: 'risks-1' })]],
    [null, 'it was signed yesterday', [signed()]],
    ['changed', 'an older version was', [signed({ clauseId: 'fees-1' })]],
    ['too-old', 'it was a year ago', [signed({ signedAt: NOW - HOLDS_MS })]],
    ['withdrawn', 'it was taken back', [signed({ withdrawnAt: NOW })]],
    [null, 'it was taken back and signed again', [signed({ signedAt: NOW - 9 * DAY, withdrawnAt: NOW - 8 * DAY }), signed()]],
  ])('is %s when %s', (lack, _, all) => {
    expect(lackOf(clause(), all, NOW)).toBe(lack);
  });

  it('asks for the new version only, and not for clauses that have stayed', () => {
    const inForce = [clause(), clause({ id: 'risks-1', code: 'risks', version: 1 })];
    const all = [signed({ clauseId: 'fees-1' }), signed({ clauseId: 'risks-1', code: 'risks' })];
    expect(lacking(inForce, all, NOW)).toEqual([{ code: 'fees', why: 'changed' }]);
  });
});

const anySigned: fc.Arbitrary<Signed> = fc.record({
  clauseId: fc.constantFrom('fees-1', 'fees-2', 'risks-1'),
  code: fc.constantFrom('fees', 'risks'),
  signedAt: fc.integer({ min: 0, max: 2_000 * DAY }),
  withdrawnAt: fc.option(fc.integer({ min: 0, max: 2_000 * DAY })),
});

describe('a clause that need not be signed', () => {
  it('has a signature of this very version that is younger than a year and was not taken back', () => {
    fc.assert(
      fc.property(fc.array(anySigned), fc.integer({ min: 0, max: 3_000 * DAY }), (all, now) => {
        const holds = all.some(
          ({ clauseId, code, signedAt, withdrawnAt }) =>
            clauseId === 'fees-2' && code === 'fees' && withdrawnAt === null && now - signedAt < HOLDS_MS,
        );
        expect(lackOf(clause(), all, now) === null).toBe(holds);
      }),
    );
  });

  it('is lacking again once everything was taken back', () => {
    fc.assert(
      fc.property(fc.array(anySigned), (all) => {
        const taken = all.map((one) => ({ ...one, withdrawnAt: NOW }));
        expect(lackOf(clause(), taken, NOW)).not.toBeNull();
      }),
    );
  });
});

describe('canonicalClause', () => {
  it('is another text after any change of what was signed', () => {
    const change = fc.constantFrom<Partial<Clause>>({ code: 'fee' }, { version: 3 }, { title: 'x' }, { text: 'y' });
    fc.assert(fc.property(change, (over) => canonicalClause(clause(over)) !== canonicalClause(clause())));
  });
});
