import fc from 'fast-check';

import { type ClauseChange, clauseChanges } from './clause-changes.js';

const words = fc.record({
  code: fc.constantFrom('fees', 'risks', 'plan'),
  title: fc.constantFrom('A', 'B'),
  text: fc.constantFrom('x', 'y'),
});
const consent = fc.uniqueArray(words, { selector: ({ code }) => code });

type Rows = readonly ClauseChange[];
const newestOf = (rows: Rows, code: string) =>
  rows.filter((row) => row.code === code).toSorted((a, b) => b.version - a.version)[0];
const inForce = (rows: Rows): Rows =>
  [...new Set(rows.map(({ code }) => code))].map((code) => newestOf(rows, code)!).filter(({ isRetired }) => !isRetired);
const publish = (rows: Rows, wanted: readonly { code: string; title: string; text: string }[]) =>
  clauseChanges(wanted, inForce(rows), (code) => newestOf(rows, code)?.version ?? 0);

describe('clauseChanges', () => {
  it('brings exactly the wanted words into force, whatever was published before', () => {
    fc.assert(
      fc.property(fc.array(consent, { minLength: 1 }), (editions) => {
        let rows: Rows = [];
        for (const wanted of editions) {
          rows = [...rows, ...publish(rows, wanted)];
          const held = inForce(rows).map(({ code, title, text }) => ({ code, title, text }));
          expect(held.toSorted((a, b) => a.code.localeCompare(b.code))).toEqual(
            wanted.toSorted((a, b) => a.code.localeCompare(b.code)),
          );
        }
        expect(new Set(rows.map(({ code, version }) => `${code} ${version}`)).size).toBe(rows.length);
      }),
    );
  });

  it('writes nothing when nothing changes but the order', () => {
    fc.assert(fc.property(consent, (wanted) => publish(publish([], wanted), wanted.toReversed()).length === 0));
  });
});
