import { sublingualHome } from './sublingual-home.js';

type Leaf = readonly [path: string, value: number];
const leaves = (value: unknown, path: string): Leaf[] => {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
};

const { plan, sources } = sublingualHome;

describe('the sublingual home template', () => {
  it('names a source for every number', () => {
    const unsourced = leaves(plan, '').filter(([path]) => !Object.keys(sources).some((prefix) => path.startsWith(prefix)));
    expect(unsourced).toEqual([]);
  });

  it('names no source for a number that it does not hold', () => {
    const paths = leaves(plan, '').map(([path]) => path);
    expect(Object.keys(sources).filter((prefix) => !paths.some((path) => path.startsWith(prefix)))).toEqual([]);
  });

  it('says nothing of a dose', () => {
    expect(JSON.stringify(plan)).not.toMatch(/dose|\bmg\b/i);
  });

  it('has offsets, phases and tiers that rise, and ladders that end with everybody', () => {
    const rises = (numbers: readonly number[]) => numbers.every((n, i) => i === 0 || n > numbers[i - 1]!);
    expect(rises(plan.phases.map(({ offsetMin }) => offsetMin))).toBe(true);
    expect(rises(plan.vitals.offsetsMin)).toBe(true);
    const { watch, clinicianNow, emergency } = plan.alerts;
    for (const { tiers, repeatMin } of [
      plan.checks.ladder,
      plan.vitals.ladder,
      plan.watch.ladder,
      watch,
      clinicianNow,
      emergency,
    ]) {
      expect(rises(tiers.map(({ afterMin }) => afterMin))).toBe(true);
      expect(tiers.every(({ level }, i) => i === 0 || level >= tiers[i - 1]!.level)).toBe(true);
      expect(tiers.at(-1)!.level).toBeGreaterThanOrEqual(2);
      expect(repeatMin.length).toBeGreaterThan(0);
      expect(repeatMin.every((minutes) => minutes > 0)).toBe(true);
    }
    expect(plan.checks.ladder.tiers.at(-1)).toMatchObject({
      level: 4,
      calls: expect.arrayContaining(['chaperone', 'on-call', 'admin']),
    });
  });

  it('prompts for a check before the next one can be answered, so that none is passed over', () => {
    const { everyMin, earlyMin, ladder } = plan.checks;
    expect(ladder.tiers[0]!.afterMin).toBeLessThan(everyMin - earlyMin);
  });
});
