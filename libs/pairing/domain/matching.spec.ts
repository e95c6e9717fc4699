import fc from 'fast-check';

import { solveTransport } from '../solver.js';
import { isMatching, type Matching, match, type Pair, transportOf } from './matching.js';

const numRuns = process.env['PROVE'] ? 300 : 8;

type Table = Readonly<{ fits: readonly (readonly (number | null)[])[]; capacity: readonly number[] }>;
const tables = (patients: number, clinicians: number): fc.Arbitrary<Table> =>
  fc.record({
    fits: fc.array(
      fc.array(fc.option(fc.integer({ min: 0, max: 500 }), { freq: 3 }), { minLength: clinicians, maxLength: clinicians }),
      { minLength: 1, maxLength: patients },
    ),
    capacity: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: clinicians, maxLength: clinicians }),
  });

function problemOf({ fits, capacity }: Table): Matching {
  const pairs = fits.flatMap((row, patient) =>
    row.flatMap((fit, clinician) => (fit === null ? [] : [{ patientId: `p${patient}`, clinicianId: `c${clinician}`, fit }])),
  );
  return { pairs, places: new Map(capacity.map((places, at) => [`c${at}`, places])) };
}

const worthOf = (pairs: readonly Pair[]): [number, number] => [pairs.length, pairs.reduce((sum, { fit }) => sum + fit, 0)];
const isWorse = ([places, fit]: readonly [number, number], than: readonly [number, number]) =>
  places < than[0] || (places === than[0] && fit < than[1]);

/** Whatever fits best first, as long as there is room. */
function greedily({ pairs, places }: Matching): Pair[] {
  const chosen: Pair[] = [];
  for (const pair of pairs.toSorted((a, b) => b.fit - a.fit))
    if (isMatching({ pairs: [...chosen, pair], places })) chosen.push(pair);
  return chosen;
}

/** Every way there is, patient by patient. */
function exhaustively({ pairs, places }: Matching): [number, number] {
  const patients = [...new Set(pairs.map(({ patientId }) => patientId))];
  const best = (at: number, left: ReadonlyMap<string, number>): [number, number] => {
    const patientId = patients[at];
    if (patientId === undefined) return [0, 0];
    let most = best(at + 1, left);
    for (const pair of pairs) {
      const free = left.get(pair.clinicianId) ?? 0;
      if (pair.patientId !== patientId || free === 0) continue;
      const [placed, fit] = best(at + 1, new Map(left).set(pair.clinicianId, free - 1));
      if (isWorse(most, [placed + 1, fit + pair.fit])) most = [placed + 1, fit + pair.fit];
    }
    return most;
  };
  return best(0, places);
}

describe('matching a whole list', () => {
  it('is as good as the best of all ways, in small', async () => {
    await fc.assert(
      fc.asyncProperty(tables(5, 3), async (table) => {
        const problem = problemOf(table);
        expect(worthOf(await match(problem, solveTransport))).toEqual(exhaustively(problem));
      }),
      { numRuns },
    );
  });

  it('is never worse than taking the best pair first, and pairs only whom it may', async () => {
    await fc.assert(
      fc.asyncProperty(tables(30, 8), async (table) => {
        const problem = problemOf(table);
        const matched = await match(problem, solveTransport);
        expect(isWorse(worthOf(matched), worthOf(greedily(problem)))).toBe(false);
        expect(isMatching({ pairs: matched, places: problem.places })).toBe(true);
        expect(matched.every((pair) => problem.pairs.includes(pair))).toBe(true);
      }),
      { numRuns },
    );
  });

  it('places one patient more rather than others better', async () => {
    const problem = problemOf({
      fits: [
        [500, 1],
        [499, null],
      ],
      capacity: [1, 1],
    });
    const matched = await match(problem, solveTransport);
    expect(matched.map(({ patientId, clinicianId }) => [patientId, clinicianId])).toEqual([
      ['p0', 'c1'],
      ['p1', 'c0'],
    ]);
  });

  it('has nothing to say where there is nobody, and asks no solver', async () => {
    const asked = () => Promise.reject(new Error('asked'));
    expect(await match({ pairs: [], places: new Map() }, asked)).toEqual([]);
    const full = problemOf({ fits: [[5]], capacity: [0] });
    expect(await match(full, asked)).toEqual([]);
  });

  it('does not believe a solver that puts one patient into two hands', async () => {
    const problem = problemOf({ fits: [[5, 5]], capacity: [1, 1] });
    await expect(match(problem, () => Promise.resolve([0, 1]))).rejects.toThrow('no matching');
  });

  it('numbers patients and clinicians, and weighs a place above every fit', () => {
    const { patients, worth, patientOf, clinicianOf, places } = transportOf(
      problemOf({
        fits: [
          [7, 3],
          [9, null],
        ],
        capacity: [2, 1],
      }),
    );
    expect({ patients, patientOf, clinicianOf, places }).toEqual({
      ...{ patients: 2, patientOf: [0, 0, 1], clinicianOf: [0, 1, 0], places: [2, 1] },
    });
    expect(worth).toEqual([26, 22, 28]);
  });
});
