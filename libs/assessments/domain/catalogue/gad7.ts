import { item, loinc, type Questionnaire } from '../questionnaire.js';
import { FREQUENCY } from './phq9.js';

const ITEMS: readonly (readonly [code: string, text: string])[] = [
  ['69725-0', 'Feeling nervous, anxious, or on edge'],
  ['68509-9', 'Not being able to stop or control worrying'],
  ['69733-4', 'Worrying too much about different things'],
  ['69734-2', 'Trouble relaxing'],
  ['69735-9', 'Being so restless that it is hard to sit still'],
  ['69689-8', 'Becoming easily annoyed or irritable'],
  ['69736-7', 'Feeling afraid, as if something awful might happen'],
];

export const gad7: Questionnaire = {
  name: 'gad-7',
  version: '1',
  title: 'GAD-7: worry and tension',
  code: loinc('69737-5'),
  wording: 'official',
  recall: 'Over the last 2 weeks, how often have you been bothered by this?',
  copyright:
    'Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.',
  source: 'Spitzer, Kroenke, Williams, Löwe 2006; domain research',
  item: ITEMS.map(([code, text]) =>
    item({ linkId: `/${code}`, code: loinc(code), text, type: 'choice', answerOption: FREQUENCY }),
  ),
  scores: [
    {
      name: 'total',
      code: loinc('70274-6'),
      method: 'sum',
      items: ITEMS.map(([code]) => `/${code}`),
      min: 0,
      max: 21,
      bands: [
        { from: 0, label: 'minimal' },
        { from: 5, label: 'mild' },
        { from: 10, label: 'moderate' },
        { from: 15, label: 'severe' },
      ],
    },
  ],
};
