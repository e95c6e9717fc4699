/**
 * From where on the alert rules speak. Of each a lower number is stricter.
 *
 * @source docs/clinical-defaults.md, "Questionnaires"
 */
export const THRESHOLDS = {
  /** A1: PHQ-9 item 9. */
  item9: 1,
  /** A2. */
  item9Urgent: 2,
  item9Rise: 1,
  /** A6. */
  phq9Severe: 20,
  gad7Severe: 15,
  /** A7: so much above the first score. */
  phq9Worse: 5,
  gad7Worse: 5,
  pcl5Worse: 10,
  /** A9: the lower one of the two published cuts. */
  auditC: 3,
  /** A12: how old the newest answer to item 9 may be, in days. */
  freshDays: 7,
} as const;

export type Threshold = keyof typeof THRESHOLDS;
export type Thresholds = Readonly<Record<Threshold, number>>;

/** The stricter of ours and the clinic's, one by one. */
export const strictest = (clinic: Partial<Thresholds>): Thresholds =>
  Object.fromEntries(
    Object.entries(THRESHOLDS).map(([name, ours]) => [name, Math.min(ours, clinic[name as Threshold] ?? ours)]),
  ) as Thresholds;

/** Names of those that are above ours, below 1, no whole number, or unknown. A clinic may tighten, never loosen. */
export const refusedThresholds = (clinic: Readonly<Record<string, number>>): string[] =>
  Object.entries(clinic)
    .filter(([name, value]) => {
      const ours = Object.hasOwn(THRESHOLDS, name) ? THRESHOLDS[name as Threshold] : 0;
      return !Number.isInteger(value) || value < 1 || value > ours;
    })
    .map(([name]) => name);
