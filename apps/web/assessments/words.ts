import type { FindingLevel, QuestionnaireAnswer, QuestionnaireItem, SafetySignal } from '#contracts';

export const LEVELS: Readonly<Record<FindingLevel, string>> = {
  absolute: 'Absolute by default',
  review: 'Review',
  flag: 'Flag',
  info: 'For information',
};

export const OUTCOMES: Readonly<Record<NonNullable<SafetySignal['outcome']>, string>> = {
  'spoken-safe': 'Spoken with the patient: safe for now',
  'safety-plan': 'Safety plan made',
  referred: 'Referred to crisis care',
  'no-concern': 'No concern: answered by mistake',
};

const displayOf = (options: QuestionnaireItem['answerOption'], code: string): string =>
  options.find((option) => option.code === code)?.display ?? code;

/** An answer in the words of its question; `records` one line each. */
export function answerWords(item: QuestionnaireItem, answer: QuestionnaireAnswer | undefined): string[] {
  if (answer === undefined) return ['Not answered'];
  if (answer.kind === 'skipped') return ['Passed over'];
  if (answer.kind === 'text') return [answer.text];
  if (answer.kind === 'number') return [String(answer.value)];
  if (answer.kind === 'codes') return answer.codes.map((code) => displayOf(item.answerOption, code));
  if (!answer.records.length) return ['Nothing to add'];
  return answer.records.map((entry) =>
    item.fields
      .filter(({ linkId }) => entry[linkId] !== undefined)
      .map((field) => {
        const value = String(entry[field.linkId]);
        return field.type === 'choice'
          ? displayOf(field.answerOption, value)
          : field.type === 'integer'
            ? `${value} (${field.text})`
            : value;
      })
      .join(' · '),
  );
}
