import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
/** How many requirements of level 1 and of level 2 each chapter of ASVS 5.0.0 has. */
const CHAPTERS = {
  V1: [8, 19],
  V2: [4, 7],
  V3: [8, 11],
  V4: [2, 8],
  V5: [4, 5],
  V6: [13, 22],
  V7: [6, 12],
  V8: [4, 3],
  V9: [4, 3],
  V10: [5, 24],
  V11: [3, 11],
  V12: [3, 6],
  V13: [1, 12],
  V14: [2, 7],
  V15: [3, 10],
  V16: [0, 16],
  V17: [0, 7],
};

/** A line of CSV as its fields; quoted ones may hold commas and doubled quotes. */
const fields = (line) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
const [head, ...rows] = readFileSync(join(ROOT, 'docs/asvs.csv'), 'utf8').trimEnd().split('\n').map(fields);
const table = rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));

describe('docs/asvs.csv', () => {
  it('has every requirement of levels 1 and 2 once', () => {
    expect(head).toEqual(['id', 'level', 'requirement', 'status', 'how', 'test']);
    expect(new Set(table.map(({ id }) => id)).size).toBe(253);
    expect(table.filter(({ id }) => !/^V\d+\.\d+\.\d+$/.test(id))).toEqual([]);
    const count = (chapter, level) => table.filter((row) => row.id.startsWith(`${chapter}.`) && row.level === level).length;
    expect(Object.fromEntries(Object.keys(CHAPTERS).map((name) => [name, [count(name, '1'), count(name, '2')]]))).toEqual(
      CHAPTERS,
    );
  });

  it('says of each whether it is met, and why not if it is not', () => {
    expect(table.filter(({ status }) => !['met', 'partly', 'not', 'na'].includes(status))).toEqual([]);
    expect(table.filter(({ status, how }) => status !== 'met' && !how)).toEqual([]);
    expect(table.filter(({ status, how, test }) => status === 'met' && !how && !test)).toEqual([]);
  });

  it('names only tests that are there', () => {
    expect(table.filter(({ test }) => test && !existsSync(join(ROOT, test)))).toEqual([]);
    expect(table.filter(({ test }) => test).length).toBeGreaterThan(100);
  });
});
