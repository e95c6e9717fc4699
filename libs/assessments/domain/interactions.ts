import { type DrugClass, type FoundIngredient, readDrug } from './drugs.js';
import type { FindingLevel } from './finding.js';

/** How much a medicine matters beside ketamine: `red` asks for a prescriber's decision, `amber` for care, `info` is to know. */
export type InteractionLevel = 'red' | 'amber' | 'info';
/** `isWhole` false: a part of what was written nobody has checked. Nothing here ever says that a medicine is safe. */
export type CheckedMedicine = Readonly<{
  written: string;
  ingredients: readonly FoundIngredient[];
  interactions: readonly Readonly<{ level: InteractionLevel; why: string }>[];
  isWhole: boolean;
}>;

const LEVELS: Readonly<Record<FindingLevel, InteractionLevel>> = { absolute: 'red', review: 'red', flag: 'amber', info: 'info' };
const WORST_FIRST: readonly InteractionLevel[] = ['red', 'amber', 'info'];

/**
 * What is known of a medicine beside ketamine, the worst first.
 *
 * @param written as somebody wrote it
 * @param classes ours, with what the clinic has added
 * @source classes and levels: docs/clinical-defaults.md, "Medicines"
 */
export function checkMedicine(written: string, classes: readonly DrugClass[]): CheckedMedicine {
  const { classes: found, ingredients, isWhole } = readDrug(written, classes);
  const interactions = found
    .map(({ level, why }) => ({ level: LEVELS[level], why }))
    .toSorted((a, b) => WORST_FIRST.indexOf(a.level) - WORST_FIRST.indexOf(b.level));
  return { written, ingredients, interactions, isWhole };
}
