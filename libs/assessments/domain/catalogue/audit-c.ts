import { item, loinc, type Questionnaire, rated } from '../questionnaire.js';

const HOW_OFTEN = rated(
  ['Never', 'Monthly or less', '2 to 4 times a month', '2 to 3 times a week', '4 or more times a week'],
  ['LA6270-8', 'LA18926-8', 'LA18927-6', 'LA18928-4', 'LA18929-2'],
);
const HOW_MANY = rated(
  ['None, 1 or 2', '3 or 4', '5 or 6', '7 to 9', '10 or more'],
  ['LA15694-5', 'LA15695-2', 'LA18930-0', 'LA18931-8', 'LA18932-6'],
);
const SIX_OR_MORE = rated(
  ['Never', 'Less than monthly', 'Monthly', 'Weekly', 'Daily or almost daily'],
  ['LA6270-8', 'LA18933-4', 'LA18876-5', 'LA18891-4', 'LA18934-2'],
);

/**
 * Positive from 4 on for men, from 3 on for women. Here the lower cut is everybody's: who answers is not asked for their sex, and the
 * stricter reading wins.
 */
export const auditC: Questionnaire = {
  name: 'audit-c',
  version: '1',
  title: 'AUDIT-C: alcohol',
  code: loinc('72109-2'),
  wording: 'official',
  recall: 'Think of the past year.',
  copyright: 'From the AUDIT of the World Health Organization; free to use when its source is named.',
  source: 'Bush et al. 1998; LOINC 72109-2 with answer lists LL2179-1, LL2180-9, LL2181-7; domain research',
  item: [
    item({
      linkId: '/68518-0',
      code: loinc('68518-0'),
      text: 'How often do you have a drink containing alcohol?',
      type: 'choice',
      answerOption: HOW_OFTEN,
    }),
    item({
      linkId: '/68519-8',
      code: loinc('68519-8'),
      text: 'How many drinks containing alcohol do you have on a typical day when you are drinking?',
      type: 'choice',
      answerOption: HOW_MANY,
    }),
    item({
      linkId: '/68520-6',
      code: loinc('68520-6'),
      text: 'How often do you have six or more drinks on one occasion?',
      type: 'choice',
      answerOption: SIX_OR_MORE,
    }),
  ],
  scores: [
    {
      name: 'total',
      code: loinc('75626-2'),
      method: 'sum',
      items: ['/68518-0', '/68519-8', '/68520-6'],
      min: 0,
      max: 12,
      bands: [
        { from: 0, label: 'negative' },
        { from: 3, label: 'positive (women)' },
        { from: 4, label: 'positive (women and men)' },
      ],
    },
  ],
};
