import type { Item, Questionnaire } from './questionnaire.js';

/** What was entered into one list, one object an entry. */
export type Entered = Readonly<Record<string, string | number>>;
/** What somebody has answered to one question. Codes are those of its options. */
export type Answer =
  | Readonly<{ kind: 'codes'; codes: readonly string[] }>
  | Readonly<{ kind: 'number'; value: number }>
  | Readonly<{ kind: 'text'; text: string }>
  | Readonly<{ kind: 'records'; records: readonly Entered[] }>
  /** Passed over: asked, and not answered. */
  | Readonly<{ kind: 'skipped' }>;
/** The newest answer to each question, by its `linkId`. */
export type Answers = Readonly<Record<string, Answer>>;

const LONGEST = 2_000;

/** The one code that was chosen; undefined for anything else. */
export const codeOf = (answer: Answer | undefined): string | undefined =>
  answer?.kind === 'codes' && answer.codes.length === 1 ? answer.codes[0] : undefined;

/** Whether a question is asked, by the answers before it. */
export const isAsked = ({ enableWhen }: Item, answers: Answers): boolean =>
  enableWhen.every(({ linkId, anyOf }) => {
    const given = answers[linkId];
    return given?.kind === 'codes' && given.codes.some((code) => anyOf.includes(code));
  });

/** Questions that are asked and have neither an answer nor were passed over; in their order. */
export const openItems = ({ item }: Questionnaire, answers: Answers): string[] =>
  item.filter((each) => isAsked(each, answers) && answers[each.linkId] === undefined).map(({ linkId }) => linkId);

function isEntry({ fields }: Item, entry: Entered): boolean {
  return Object.entries(entry).every(([linkId, value]) => {
    const field = fields.find((each) => each.linkId === linkId);
    if (!field) return false;
    if (field.type === 'integer') return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 5_000;
    if (typeof value !== 'string' || value.length > LONGEST) return false;
    if (field.type === 'date') return /^\d{4}-\d{2}(-\d{2})?$/.test(value);
    return field.type !== 'choice' || field.answerOption.some(({ code }) => code === value);
  });
}

/**
 * Whether an answer is one that its question takes. Nothing is corrected: what does not fit is refused.
 *
 * @param item the question
 */
export function fits(item: Item, answer: Answer): boolean {
  if (answer.kind === 'skipped') return true;
  if (item.type === 'choice') {
    if (answer.kind !== 'codes' || new Set(answer.codes).size !== answer.codes.length) return false;
    const isCount = item.repeats ? answer.codes.length > 0 : answer.codes.length === 1;
    return isCount && answer.codes.every((code) => item.answerOption.some((option) => option.code === code));
  }
  if (item.type === 'integer') {
    const [min, max] = [item.min ?? 0, item.max ?? Number.MAX_SAFE_INTEGER];
    return answer.kind === 'number' && Number.isInteger(answer.value) && answer.value >= min && answer.value <= max;
  }
  if (item.type === 'text') return answer.kind === 'text' && answer.text.length <= LONGEST;
  return (
    answer.kind === 'records' &&
    answer.records.length <= (item.max ?? 100) &&
    answer.records.every((entry) => isEntry(item, entry))
  );
}
