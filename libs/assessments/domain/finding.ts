/** `absolute`: not suited now by the default; `review`: a clinician clears it or not; `flag`: to know; `info`: for completeness. */
export type FindingLevel = 'absolute' | 'review' | 'flag' | 'info';
export const STRICTEST_FIRST: readonly FindingLevel[] = ['absolute', 'review', 'flag', 'info'];

/** The stricter of two levels. */
export const stricter = (a: FindingLevel, b: FindingLevel): FindingLevel =>
  STRICTEST_FIRST.indexOf(a) <= STRICTEST_FIRST.indexOf(b) ? a : b;

/** What an answer means for suitability: never a decision. `about` names a medicine where it is about one. */
export type Finding = Readonly<{
  rule: string;
  level: FindingLevel;
  reason: string;
  source: string;
  clears: string;
  about: string | null;
}>;

/** When a rule speaks: an answer with one of these codes, a number outside of bounds, or a score from a value on. */
export type Condition =
  | Readonly<{ kind: 'codes'; form: string; linkId: string; anyOf: readonly string[] }>
  | Readonly<{ kind: 'below'; form: string; linkId: string; value: number }>
  | Readonly<{ kind: 'score'; form: string; score: string; atLeast: number }>;

/** A clinic may make its level stricter, and never looser. */
export type FindingRule = Readonly<{
  id: string;
  level: FindingLevel;
  /** Any of these. */
  when: readonly Condition[];
  reason: string;
  source: string;
  clears: string;
}>;
