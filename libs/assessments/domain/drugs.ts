import type { FindingLevel } from './finding.js';
import { INGREDIENTS, ingredientsOf, namesOf } from './ingredients.js';

/** A class of medicines: why it matters beside ketamine, and the names by which people know its members. */
export type DrugClass = Readonly<{
  id: string;
  level: FindingLevel;
  why: string;
  clears: string;
  source: string;
  names: readonly string[];
}>;

const known = (id: string, level: FindingLevel, why: string): DrugClass => ({
  ...{ id, level, why },
  names: ingredientsOf(id).flatMap(namesOf),
  clears: level === 'info' ? 'Nothing to clear: to know' : 'A prescriber’s decision about this medicine',
  source: 'Hearth’s domain research',
});

/**
 * Medicines that are known here, by the names that people write (`ingredients.ts`). Red is `review`, amber is `flag`; where the source says
 * amber to red the stricter holds. What is in no class is not checked, and never safe.
 *
 * @source docs/clinical-defaults.md, "Medicines"
 */
export const DRUG_CLASSES: readonly DrugClass[] = [
  known('opioid', 'review', 'adds to sedation and slows breathing'),
  known('benzodiazepine', 'review', 'adds to sedation, and may weaken the effect'),
  known('sedative', 'review', 'adds to sedation and slows breathing'),
  known('gabapentinoid', 'review', 'adds to sedation and slows breathing'),
  known('stimulant', 'review', 'raises blood pressure and pulse'),
  known('maoi', 'review', 'can raise blood pressure dangerously'),
  known('cyp-inhibitor', 'flag', 'makes more ketamine reach the blood'),
  known('cyp-inducer', 'flag', 'makes less ketamine reach the blood'),
  known('xanthine', 'flag', 'makes seizures more likely'),
  known('lamotrigine', 'info', 'may lessen side effects; what it does to the effect is not known'),
  known('naltrexone', 'info', 'may weaken the effect; disputed'),
  known('antidepressant', 'info', 'is usually continued; blood pressure may peak higher'),
];

/** What people write beside a name: salts, forms, amounts. A word that is neither this nor a name leaves an entry unchecked. */
const BESIDE = new Set(
  (
    'mg mcg g ml tablet tablets capsule capsules pill pills patch oral er xr sr xl ir cr la dr hcl hydrochloride hydrobromide sulfate ' +
    'tartrate sodium succinate citrate oxalate maleate and with daily once twice a an the of extended release generic'
  ).split(' '),
);

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[’'`´]/g, '')
    .replace(/[^a-z]+/g, ' ')
    .trim();

/** An ingredient that was found; `rxcui` null: without a code that is known here. */
export type FoundIngredient = Readonly<{ name: string; rxcui: string | null }>;
/** What one written entry is: its ingredients and their classes, and whether every word of it was understood. */
export type ReadDrug = Readonly<{
  classes: readonly DrugClass[];
  ingredients: readonly FoundIngredient[];
  isWhole: boolean;
}>;

const BY_NAME = new Map(INGREDIENTS.flatMap((each) => namesOf(each).map((name) => [`${each.classId} ${plain(name)}`, each])));

/** A name that the clinic has added is an ingredient of its own, without a code. */
function ingredientOf(classId: string, name: string): FoundIngredient {
  const known = BY_NAME.get(`${classId} ${plain(name)}`);
  return { name: known?.name ?? name, rxcui: known?.rxcui ?? null };
}

/**
 * Finds the ingredients of what a patient wrote. An entry of which any word is unknown is not whole: that part of it nobody has checked.
 *
 * @param written as it was entered
 * @param classes ours, with what the clinic has added
 */
export function readDrug(written: string, classes: readonly DrugClass[]): ReadDrug {
  let rest = ` ${plain(written)} `;
  const found: DrugClass[] = [];
  const ingredients = new Map<string, FoundIngredient>();
  for (const each of classes) {
    for (const name of each.names) {
      const word = ` ${plain(name)} `;
      if (word.trim() === '' || !rest.includes(word)) continue;
      rest = rest.replaceAll(word, ' ');
      if (!found.includes(each)) found.push(each);
      const ingredient = ingredientOf(each.id, name);
      ingredients.set(ingredient.name, ingredient);
    }
  }
  const unknown = rest.split(' ').filter((word) => word !== '' && !BESIDE.has(word));
  return { classes: found, ingredients: [...ingredients.values()], isWhole: found.length > 0 && unknown.length === 0 };
}
