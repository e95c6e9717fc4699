import { lacking, misfit } from './schema-level.js';

const known = ['1_begin', '2_more'];
const applied = (...names: string[]) => names.map((name) => ({ name, isFinished: true }));

describe('a program and the database that it finds', () => {
  it('fit when each has what the other has', () => {
    expect(misfit(applied(...known), known)).toBeUndefined();
  });

  it.each([
    ['newer', applied(...known, '3_later'), /newer than this program: it has 3_later\. Start the newer Hearth/],
    ['newer, and just being made so', [...applied(...known), { name: '3_later', isFinished: false }], /newer than this program/],
    ['unfinished', [...applied('1_begin'), { name: '2_more', isFinished: false }], /not finished: 2_more/],
    ['older', applied('1_begin'), /lacks 2_more\. Run npm run migrate/],
    ['empty', [], /lacks 1_begin, 2_more/],
  ])('do not when the database is %s', (_, found, sentence) => {
    expect(misfit(found, known)).toMatch(sentence);
  });

  it('go on together when a newer migration comes while the program runs', () => {
    expect(lacking(applied(...known, '3_later'), known)).toEqual([]);
    expect(lacking(applied('1_begin'), known)).toEqual(['2_more']);
  });
});
