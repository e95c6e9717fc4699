import type { QuestionnaireAnswer, QuestionnaireForm, QuestionnaireItem } from '#contracts';

export type Answers = Readonly<Record<string, QuestionnaireAnswer>>;

/** Questions that are asked, by the answers before them. */
export const askedOf = ({ item }: QuestionnaireForm, answers: Answers): QuestionnaireItem[] =>
  item.filter(({ enableWhen }) =>
    enableWhen.every(({ linkId, anyOf }) => {
      const given = answers[linkId];
      return given?.kind === 'codes' && given.codes.some((code) => anyOf.includes(code));
    }),
  );

/** Where somebody goes on: at the first question without an answer; at the beginning when all have one. */
export const firstOpen = (asked: readonly QuestionnaireItem[], answers: Answers): number =>
  Math.max(
    0,
    asked.findIndex(({ linkId }) => answers[linkId] === undefined),
  );
