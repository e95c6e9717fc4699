export const LOINC = 'http://loinc.org';
/** Codes of our own, where no public one is known or where the words are ours. */
export const OWN = 'urn:hearth:assessments';

export type Coding = Readonly<{ system: typeof LOINC | typeof OWN; code: string }>;
/** `ordinalValue`: what the answer counts in a score; null where it counts in none. */
export type AnswerOption = Readonly<{ code: string; display: string; ordinalValue: number | null; coding: Coding | null }>;
/** Asked only when an earlier answer of the same questionnaire is one of these codes. */
export type EnableWhen = Readonly<{ linkId: string; anyOf: readonly string[] }>;
export type Field = Readonly<{
  linkId: string;
  text: string;
  type: 'text' | 'integer' | 'date' | 'choice';
  answerOption: readonly AnswerOption[];
}>;
/**
 * One question. `choice` takes one answer (`repeats`: several), `integer` a whole number from `min` to `max`, `text` free words, and
 * `records` a list of entries with `fields` each.
 */
export type Item = Readonly<{
  linkId: string;
  code: Coding | null;
  text: string;
  type: 'choice' | 'integer' | 'text' | 'records';
  repeats: boolean;
  min: number | null;
  max: number | null;
  answerOption: readonly AnswerOption[];
  fields: readonly Field[];
  enableWhen: readonly EnableWhen[];
}>;
/** From this score on, up to the next band. */
export type Band = Readonly<{ from: number; label: string }>;
/**
 * A score over `items`: their sum or mean, as published. `bands` rise and begin at `min`; empty where none are published.
 * `lowIsGood` false: none of ours.
 */
export type ScoreRule = Readonly<{
  name: string;
  code: Coding | null;
  method: 'sum' | 'mean';
  items: readonly string[];
  min: number;
  max: number;
  bands: readonly Band[];
}>;

/**
 * A questionnaire as data, in the form of FHIR's Questionnaire (R4): what is asked, in which words, and how it is scored.
 *
 * `wording`: `official` are the published words; `own` are ours, and whoever answers is told so. A change of any word, code or number
 * is a new version.
 */
export type Questionnaire = Readonly<{
  name: string;
  version: string;
  title: string;
  code: Coding | null;
  wording: 'official' | 'own';
  /** What stands above every question: how far back it asks. */
  recall: string;
  /** Who may use the words, and on which terms. */
  copyright: string;
  /** Where words, codes, scores and bands are taken from. */
  source: string;
  item: readonly Item[];
  scores: readonly ScoreRule[];
}>;

export const loinc = (code: string): Coding => ({ system: LOINC, code });
export const own = (code: string): Coding => ({ system: OWN, code });

const plain = {
  code: null,
  repeats: false,
  min: null,
  max: null,
  answerOption: [],
  fields: [],
  enableWhen: [],
} as const;

/** A question; what is not said is empty. */
export const item = (given: Pick<Item, 'linkId' | 'text' | 'type'> & Partial<Item>): Item => ({ ...plain, ...given });

/** Answers that count from 0 upwards in their order; `codes` of LOINC where there are some. */
export function rated(displays: readonly string[], codes?: readonly string[]): AnswerOption[] {
  return displays.map((display, ordinalValue) => {
    const code = codes?.[ordinalValue];
    return { code: code ?? String(ordinalValue), display, ordinalValue, coding: code === undefined ? null : loinc(code) };
  });
}

/** Answers that count in no score, as `code: what it says`. */
export const options = (given: Readonly<Record<string, string>>): AnswerOption[] =>
  Object.entries(given).map(([code, display]) => ({ code, display, ordinalValue: null, coding: null }));

export const YES = 'yes';
export const NO = 'no';
export const yesNo = (): AnswerOption[] => options({ [YES]: 'Yes', [NO]: 'No' });
