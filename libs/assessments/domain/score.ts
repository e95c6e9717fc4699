import type { Answer, Answers } from './answers.js';
import type { Item, Questionnaire, ScoreRule } from './questionnaire.js';

/** `value` and `band` are null while an answer that counts is missing: nothing is filled in for anybody. */
export type Score = Readonly<{
  name: string;
  value: number | null;
  band: string | null;
  max: number;
  answered: number;
  of: number;
}>;

/** What an answer counts in a score; null when it counts in none, or is missing. */
export function ordinalOf({ answerOption, type }: Item, answer: Answer | undefined): number | null {
  if (type === 'integer') return answer?.kind === 'number' ? answer.value : null;
  if (answer?.kind !== 'codes' || answer.codes.length !== 1) return null;
  return answerOption.find(({ code }) => code === answer.codes[0])?.ordinalValue ?? null;
}

/** The label of the band that a score lies in; null where the score has no bands. Below the first band is none either. */
export const bandOf = ({ bands }: ScoreRule, value: number): string | null =>
  bands.findLast(({ from }) => value >= from)?.label ?? null;

function scoreBy(rule: ScoreRule, { item }: Questionnaire, answers: Answers): Score {
  const counted = rule.items.map((linkId) => {
    const asked = item.find((each) => each.linkId === linkId);
    return asked ? ordinalOf(asked, answers[linkId]) : null;
  });
  const given = counted.filter((count) => count !== null);
  const about = { name: rule.name, max: rule.max, answered: given.length, of: rule.items.length };
  if (given.length < rule.items.length) return { ...about, value: null, band: null };
  const sum = given.reduce((total, count) => total + count, 0);
  const value = rule.method === 'sum' ? sum : Math.round((10 * sum) / given.length) / 10;
  return { ...about, value, band: bandOf(rule, value) };
}

/**
 * The scores of a questionnaire, as published: sums, or means to one decimal. No answer is guessed, so a score exists only when every
 * item that it counts is answered.
 *
 * @source the publication of each questionnaire, named with its definition in `catalogue`
 */
export const scoresOf = (questionnaire: Questionnaire, answers: Answers): Score[] =>
  questionnaire.scores.map((rule) => scoreBy(rule, questionnaire, answers));
