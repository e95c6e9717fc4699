import { DRUG_CLASSES, readDrug } from './drugs.js';
import { INGREDIENTS, namesOf } from './ingredients.js';

/** Written down apart from the table, from the sources that it names: a code that changes on one side fails. */
const PUBLISHED: Readonly<Record<string, string>> = {
  ...{ oxycodone: '7804', hydrocodone: '5489', morphine: '7052', codeine: '2670', tramadol: '10689', methadone: '6813' },
  ...{ fentanyl: '4337', alprazolam: '596', diazepam: '3322', lorazepam: '6470', oxazepam: '7781', carisoprodol: '2101' },
  ...{ gabapentin: '25480', pregabalin: '187832', methylphenidate: '6901', modafinil: '30125', clarithromycin: '21212' },
  ...{ carbamazepine: '2002', phenytoin: '8183', lamotrigine: '28439', naltrexone: '7243', sertraline: '36437' },
  ...{ fluoxetine: '4493', citalopram: '2556', escitalopram: '321988', paroxetine: '32937', fluvoxamine: '42355' },
  ...{ venlafaxine: '39786', duloxetine: '72625', bupropion: '42347' },
};

describe('ingredients', () => {
  it('have the published code of RxNorm, or none', () => {
    const coded = Object.fromEntries(INGREDIENTS.flatMap(({ name, rxcui }) => (rxcui === null ? [] : [[name, rxcui]])));
    expect(coded).toEqual(PUBLISHED);
  });

  it('are named once, coded once, and of a class that is known', () => {
    const names = INGREDIENTS.flatMap(namesOf);
    expect(new Set(names).size).toBe(names.length);
    const codes = Object.values(PUBLISHED);
    expect(new Set(codes).size).toBe(codes.length);
    const classes = DRUG_CLASSES.map(({ id }) => id);
    expect(new Set(INGREDIENTS.map(({ classId }) => classId))).toEqual(new Set(classes));
  });

  it('are found by each of their names, whichever people write', () => {
    for (const ingredient of INGREDIENTS) {
      for (const name of namesOf(ingredient)) {
        const { ingredients, classes, isWhole } = readDrug(`${name} 10 mg`, DRUG_CLASSES);
        expect([name, ingredients]).toEqual([name, [{ name: ingredient.name, rxcui: ingredient.rxcui }]]);
        expect(classes.map(({ id }) => id)).toEqual([ingredient.classId]);
        expect(isWhole).toBe(true);
      }
    }
  });

  it('are one, whether its own name or that of a product stands there, and none where nobody knows the word', () => {
    expect(readDrug('Xanax (alprazolam) 0.5 mg', DRUG_CLASSES).ingredients).toEqual([{ name: 'alprazolam', rxcui: '596' }]);
    expect(readDrug('lithium', DRUG_CLASSES)).toEqual({ classes: [], ingredients: [], isWhole: false });
  });
});
