/** What is gone through before the first dose of a course, in the order in which a patient meets it. */
export const ITEMS = [
  'good-reactions',
  'hard-reactions',
  'intentions',
  'fears',
  'touch',
  'talk',
  'no-go',
  'emergency-plan',
  'companions',
  'emergency-card',
  'medicine-counted',
  'driving',
  'fasting',
] as const;
export type Item = (typeof ITEMS)[number];

/** Whoever is treated in the clinic has no medicine at home, and no help has to be sent there. */
const AT_HOME_ONLY: ReadonlySet<Item> = new Set<Item>(['emergency-card', 'medicine-counted']);

/** The items of a course that takes place there. */
export const itemsFor = (setting: 'home' | 'clinic'): readonly Item[] =>
  setting === 'home' ? ITEMS : ITEMS.filter((item) => !AT_HOME_ONLY.has(item));

/**
 * What a clinician talks through with the patient, besides what the patient writes or ticks alone. The card is the patient's own, and medicine is
 * counted.
 *
 * @source docs/clinical-defaults.md, "Preparation"
 */
export const TALKED_THROUGH: ReadonlySet<Item> = new Set<Item>(
  ITEMS.filter((item) => item !== 'emergency-card' && item !== 'medicine-counted'),
);
