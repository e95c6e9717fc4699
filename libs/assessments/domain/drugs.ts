import type { FindingLevel } from './finding.js';

/** A class of medicines: why it matters beside ketamine, and the names by which people know its members. */
export type DrugClass = Readonly<{
  id: string;
  level: FindingLevel;
  why: string;
  clears: string;
  source: string;
  names: readonly string[];
}>;

const known = (id: string, level: FindingLevel, why: string, names: string): DrugClass => ({
  ...{ id, level, why, names: names.split(', ') },
  clears: level === 'info' ? 'Nothing to clear: to know' : 'A prescriber’s decision about this medicine',
  source: 'Hearth’s domain research',
});

/**
 * Medicines that are known here, by the names that people write. Red is `review`, amber is `flag`; where the source says amber to red
 * the stricter holds. What is in no class is not checked, and never safe.
 *
 * @source domain.md §2.11
 */
export const DRUG_CLASSES: readonly DrugClass[] = [
  known(
    'opioid',
    'review',
    'adds to sedation and slows breathing',
    'oxycodone, oxycontin, percocet, hydrocodone, vicodin, norco, morphine, codeine, tramadol, ultram, methadone, buprenorphine, suboxone, fentanyl, hydromorphone, dilaudid, tapentadol',
  ),
  known(
    'benzodiazepine',
    'review',
    'adds to sedation, and may weaken the effect',
    'alprazolam, xanax, clonazepam, klonopin, diazepam, valium, lorazepam, ativan, temazepam, restoril, chlordiazepoxide, oxazepam, triazolam',
  ),
  known(
    'sedative',
    'review',
    'adds to sedation and slows breathing',
    'zolpidem, ambien, eszopiclone, lunesta, zaleplon, phenobarbital, butalbital, primidone, carisoprodol, soma',
  ),
  known('gabapentinoid', 'review', 'adds to sedation and slows breathing', 'gabapentin, neurontin, pregabalin, lyrica'),
  known(
    'stimulant',
    'review',
    'raises blood pressure and pulse',
    'amphetamine, adderall, dextroamphetamine, lisdexamfetamine, vyvanse, methylphenidate, ritalin, concerta, modafinil, provigil, armodafinil, nuvigil, pseudoephedrine, sudafed, phenylephrine',
  ),
  known(
    'maoi',
    'review',
    'can raise blood pressure dangerously',
    'phenelzine, nardil, tranylcypromine, parnate, isocarboxazid, marplan, selegiline, emsam',
  ),
  known(
    'cyp-inhibitor',
    'flag',
    'makes more ketamine reach the blood',
    'clarithromycin, biaxin, ketoconazole, itraconazole, ritonavir, paxlovid, grapefruit',
  ),
  known(
    'cyp-inducer',
    'flag',
    'makes less ketamine reach the blood',
    'rifampin, rifampicin, carbamazepine, tegretol, st john’s wort, phenytoin, dilantin',
  ),
  known('xanthine', 'flag', 'makes seizures more likely', 'theophylline, aminophylline'),
  known('lamotrigine', 'info', 'may lessen side effects; what it does to the effect is not known', 'lamotrigine, lamictal'),
  known('naltrexone', 'info', 'may weaken the effect; disputed', 'naltrexone, vivitrol, revia'),
  known(
    'antidepressant',
    'info',
    'is usually continued; blood pressure may peak higher',
    'sertraline, zoloft, fluoxetine, prozac, citalopram, celexa, escitalopram, lexapro, paroxetine, paxil, fluvoxamine, venlafaxine, effexor, desvenlafaxine, pristiq, duloxetine, cymbalta, bupropion, wellbutrin',
  ),
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

/** What one written entry is: its classes, and whether every word of it was understood. */
export type ReadDrug = Readonly<{ classes: readonly DrugClass[]; isWhole: boolean }>;

/**
 * Finds the medicines that a patient wrote. An entry of which any word is unknown is not whole: that part of it nobody has checked.
 *
 * @param written as it was entered
 * @param classes ours, with what the clinic has added
 */
export function readDrug(written: string, classes: readonly DrugClass[]): ReadDrug {
  let rest = ` ${plain(written)} `;
  const found: DrugClass[] = [];
  for (const each of classes) {
    for (const name of each.names) {
      const word = ` ${plain(name)} `;
      if (word.trim() === '' || !rest.includes(word)) continue;
      rest = rest.replaceAll(word, ' ');
      if (!found.includes(each)) found.push(each);
    }
  }
  const unknown = rest.split(' ').filter((word) => word !== '' && !BESIDE.has(word));
  return { classes: found, isWhole: found.length > 0 && unknown.length === 0 };
}
