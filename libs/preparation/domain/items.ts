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

/**
 * What a clinician talks through with the patient, besides what the patient writes or ticks alone. The card is the patient's own, and medicine is
 * counted.
 *
 * @source docs/clinical-defaults.md, "Preparation"
 */
export const TALKED_THROUGH: ReadonlySet<Item> = new Set<Item>(
  ITEMS.filter((item) => item !== 'emergency-card' && item !== 'medicine-counted'),
);
