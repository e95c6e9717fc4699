import fc from 'fast-check';

import { DRUG_CLASSES } from './drugs.js';
import { INGREDIENTS, namesOf } from './ingredients.js';
import { checkMedicine } from './interactions.js';

describe('checkMedicine', () => {
  it.each([
    ['Lorazepam 0.5 mg', 'red'],
    ['carbamazepine', 'amber'],
    ['Sertraline 100 mg', 'info'],
  ])('of %s is %s', (written, level) => {
    const { interactions, isWhole } = checkMedicine(written, DRUG_CLASSES);
    expect([interactions[0]?.level, isWhole]).toEqual([level, true]);
  });

  it('puts the worst first where one entry holds several', () => {
    const { interactions } = checkMedicine('sertraline, carbamazepine and oxycodone', DRUG_CLASSES);
    expect(interactions.map(({ level }) => level)).toEqual(['red', 'amber', 'info']);
  });

  it('says of whatever it does not know that nobody has checked it, and of nothing that it is safe', () => {
    const known = INGREDIENTS.flatMap(namesOf);
    fc.assert(
      fc.property(fc.constantFrom(...known, 'zinc', 'lithium', ''), fc.constantFrom('', ' 10 mg', ' and zinc'), (name, more) => {
        const { interactions, isWhole } = checkMedicine(`${name}${more}`, DRUG_CLASSES);
        expect(isWhole).toBe(known.includes(name) && more !== ' and zinc');
        expect(isWhole && interactions.length === 0).toBe(false);
      }),
    );
  });
});
