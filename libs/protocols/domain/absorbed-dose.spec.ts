import fc from 'fast-check';

import { absorbedDose, type Route, routeOf } from './absorbed-dose.js';

const ROUTES: readonly Route[] = ['sublingual', 'oral', 'intramuscular', 'intravenous'];

describe('about how much reaches the blood', () => {
  it('is the published share of the dose, with its range and source', () => {
    expect(absorbedDose('sublingual', 100)).toMatchObject({ lowMg: 15, meanMg: 32, highMg: 49 });
    expect(absorbedDose('oral', 200)).toMatchObject({ lowMg: 28, meanMg: 46, highMg: 64 });
    expect(absorbedDose('sublingual', 100)!.source).toContain('Chong');
  });

  it('is nothing where the route is not known', () => {
    expect(absorbedDose(null, 100)).toBeNull();
    expect(absorbedDose(routeOf('a template of our own'), 100)).toBeNull();
  });

  it('is never more than the dose, and its range holds its mean', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROUTES), fc.double({ min: 0.01, max: 10_000, noNaN: true }), (route, doseMg) => {
        const { lowMg, meanMg, highMg } = absorbedDose(route, doseMg)!;
        expect(lowMg).toBeLessThanOrEqual(meanMg);
        expect(meanMg).toBeLessThanOrEqual(highMg);
        expect(highMg).toBeLessThanOrEqual(doseMg + 0.01);
      }),
    );
  });

  it.each([
    ['sl-home-v1', 'sublingual'],
    ['Sublingual at home, weekly', 'sublingual'],
    ['low-dose-daily-v2', 'sublingual'],
    ['clinic-infusion-v1', 'intravenous'],
    ['clinic-im-v1', 'intramuscular'],
    ['oral-v1', 'oral'],
    ['clinic-esketamine-v1', null],
  ])('reads the route of %s as %s', (template, route) => {
    expect(routeOf(template)).toBe(route);
  });
});
