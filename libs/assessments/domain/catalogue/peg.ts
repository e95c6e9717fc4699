import { item, loinc, type Questionnaire } from '../questionnaire.js';

const zeroToTen = { type: 'integer', min: 0, max: 10 } as const;

/** Its score has a LOINC code; of panel and items none of our sources is sure. */
export const peg: Questionnaire = {
  name: 'peg',
  version: '1',
  title: 'PEG: pain',
  code: null,
  wording: 'official',
  recall: 'Think of the past week. 0 is none, 10 is the worst.',
  copyright: 'Krebs et al. 2009; free to use.',
  source: 'Krebs et al., J Gen Intern Med 2009 (PMID 19418100); LOINC 91147-9. No bands are published',
  item: [
    item({ linkId: '/peg-pain', text: 'What number best describes your pain on average in the past week?', ...zeroToTen }),
    item({
      linkId: '/peg-enjoyment',
      text: 'What number best describes how, during the past week, pain has interfered with your enjoyment of life?',
      ...zeroToTen,
    }),
    item({
      linkId: '/peg-activity',
      text: 'What number best describes how, during the past week, pain has interfered with your general activity?',
      ...zeroToTen,
    }),
  ],
  scores: [
    {
      name: 'mean',
      code: loinc('91147-9'),
      method: 'mean',
      items: ['/peg-pain', '/peg-enjoyment', '/peg-activity'],
      min: 0,
      max: 10,
      bands: [],
    },
  ],
};
