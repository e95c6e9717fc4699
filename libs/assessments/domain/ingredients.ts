/**
 * An active ingredient: its class (`drugs.ts`), and the names by which people know it and what contains it. `rxcui`: its concept in RxNorm
 * (term type IN); null where no code of it was verified here. Codes are looked up by people, and never guessed.
 */
export type Ingredient = Readonly<{ name: string; rxcui: string | null; classId: string; also: readonly string[] }>;

/** The code system of `rxcui`, as FHIR names it. */
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';

const of = (classId: string, lines: readonly string[]): Ingredient[] =>
  lines.map((line) => {
    const [head = '', also = ''] = line.split(': ');
    const [, name = head, rxcui = null] = /^(.*?)(?: (\d+))?$/.exec(head) ?? [];
    return { name, rxcui, classId, also: also ? also.split(', ') : [] };
  });

/**
 * The ingredients of the classes that are read against, one a line: `name RXCUI: other names`.
 *
 * RxNorm is made by the U.S. National Library of Medicine; its own names and concept identifiers (SAB=RXNORM) may be used without a licence.
 * This product uses publicly available data of the NLM; the NLM is not responsible for it and does not endorse it.
 *
 * @source classes: docs/clinical-defaults.md, "Medicines"; codes: the drug table of CPIC (cpicpgx.org), which names each by its RxNorm identifier; of hydrocodone,
 *         alprazolam, lorazepam, gabapentin, pregabalin and clarithromycin two or more published tables that agree
 */
export const INGREDIENTS: readonly Ingredient[] = [
  ...of('opioid', [
    'oxycodone 7804: oxycontin, percocet',
    'hydrocodone 5489: vicodin, norco',
    'morphine 7052',
    'codeine 2670',
    'tramadol 10689: ultram',
    'methadone 6813',
    'buprenorphine: suboxone',
    'fentanyl 4337',
    'hydromorphone: dilaudid',
    'tapentadol',
  ]),
  ...of('benzodiazepine', [
    'alprazolam 596: xanax',
    'clonazepam: klonopin',
    'diazepam 3322: valium',
    'lorazepam 6470: ativan',
    'temazepam: restoril',
    'chlordiazepoxide',
    'oxazepam 7781',
    'triazolam',
  ]),
  ...of('sedative', [
    'zolpidem: ambien',
    'eszopiclone: lunesta',
    'zaleplon',
    'phenobarbital',
    'butalbital',
    'primidone',
    'carisoprodol 2101: soma',
  ]),
  ...of('gabapentinoid', ['gabapentin 25480: neurontin', 'pregabalin 187832: lyrica']),
  ...of('stimulant', [
    'amphetamine: adderall',
    'dextroamphetamine',
    'lisdexamfetamine: vyvanse',
    'methylphenidate 6901: ritalin, concerta',
    'modafinil 30125: provigil',
    'armodafinil: nuvigil',
    'pseudoephedrine: sudafed',
    'phenylephrine',
  ]),
  ...of('maoi', ['phenelzine: nardil', 'tranylcypromine: parnate', 'isocarboxazid: marplan', 'selegiline: emsam']),
  ...of('cyp-inhibitor', ['clarithromycin 21212: biaxin', 'ketoconazole', 'itraconazole', 'ritonavir: paxlovid', 'grapefruit']),
  ...of('cyp-inducer', ['rifampin: rifampicin', 'carbamazepine 2002: tegretol', 'st john’s wort', 'phenytoin 8183: dilantin']),
  ...of('xanthine', ['theophylline', 'aminophylline']),
  ...of('lamotrigine', ['lamotrigine 28439: lamictal']),
  ...of('naltrexone', ['naltrexone 7243: vivitrol, revia']),
  ...of('antidepressant', [
    'sertraline 36437: zoloft',
    'fluoxetine 4493: prozac',
    'citalopram 2556: celexa',
    'escitalopram 321988: lexapro',
    'paroxetine 32937: paxil',
    'fluvoxamine 42355',
    'venlafaxine 39786: effexor',
    'desvenlafaxine: pristiq',
    'duloxetine 72625: cymbalta',
    'bupropion 42347: wellbutrin',
  ]),
];

/** The ingredients of one class. */
export const ingredientsOf = (classId: string): readonly Ingredient[] => INGREDIENTS.filter((each) => each.classId === classId);

/** The names of an ingredient, its own first. */
export const namesOf = ({ name, also }: Ingredient): readonly string[] => [name, ...also];
