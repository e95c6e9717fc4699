import fc from 'fast-check';
import { DAY } from '#kernel';
import { demandsFor, type Evidence } from './demands.js';

const NOW = 1_000 * DAY;
const WHOLE: Evidence = {
  isPrescriber: true,
  isIdentitySeen: true,
  safetyAnsweredAt: NOW - 6 * DAY,
  place: { isLicensed: true },
  clearances: ['read', 'withdrawn'],
};
const asked = (changed: Partial<Evidence>) => demandsFor({ ...WHOLE, ...changed }, NOW);

describe('demandsFor', () => {
  it('asks for nothing more when everything is there', () => expect(asked({})).toEqual([]));

  it.each<[string, Partial<Evidence>]>([
    ['not-a-prescriber', { isPrescriber: false }],
    ['identity-not-seen', { isIdentitySeen: false }],
    ['safety-answers-missing', { safetyAnsweredAt: null }],
    ['safety-answers-too-old', { safetyAnsweredAt: NOW - 7 * DAY }],
    ['location-not-stated', { place: null }],
    ['not-licensed-there', { place: { isLicensed: false } }],
    ['clearance-out', { clearances: ['read', 'asked'] }],
    ['clearance-unread', { clearances: ['answered'] }],
  ])('says %s', (demand, changed) => expect(asked(changed)).toEqual([demand]));

  it('lets answers pass that are not quite a week old', () => {
    expect(asked({ safetyAnsweredAt: NOW - 7 * DAY + 1 })).toEqual([]);
  });

  it('asks for no less when less is known', () => {
    const keys = fc.uniqueArray(fc.constantFrom('isPrescriber', 'isIdentitySeen', 'safetyAnsweredAt', 'place'));
    fc.assert(
      fc.property(keys, (missing) => {
        const less = { isPrescriber: false, isIdentitySeen: false, safetyAnsweredAt: null, place: null };
        const changed = Object.fromEntries(missing.map((key) => [key, less[key as keyof typeof less]]));
        expect(asked(changed)).toHaveLength(missing.length);
      }),
    );
  });
});
