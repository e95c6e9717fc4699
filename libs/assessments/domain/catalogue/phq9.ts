import { item, loinc, type Questionnaire, rated } from '../questionnaire.js';

/** LOINC answer list LL358-3. */
export const FREQUENCY = rated(
  ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'],
  ['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9'],
);

const ITEMS: readonly (readonly [code: string, text: string])[] = [
  ['44250-9', 'Little interest or pleasure in doing things'],
  ['44255-8', 'Feeling down, depressed, or hopeless'],
  ['44259-0', 'Trouble falling or staying asleep, or sleeping too much'],
  ['44254-1', 'Feeling tired or having little energy'],
  ['44251-7', 'Poor appetite or overeating'],
  ['44258-2', 'Feeling bad about yourself, or that you are a failure or have let yourself or your family down'],
  ['44252-5', 'Trouble concentrating on things, such as reading the newspaper or watching television'],
  [
    '44253-3',
    'Moving or speaking so slowly that other people could have noticed. Or the opposite: being so fidgety or restless that you have been moving around a lot more than usual',
  ],
  ['44260-8', 'Thoughts that you would be better off dead, or of hurting yourself in some way'],
];
const DIFFICULTY = '69722-7';

/** The item that asks for thoughts of death: whoever answers it with more than "not at all" is called. */
export const PHQ9_ITEM_9 = '/44260-8';

export const phq9: Questionnaire = {
  name: 'phq-9',
  version: '1',
  title: 'PHQ-9: how you have been feeling',
  code: loinc('44249-1'),
  wording: 'official',
  recall: 'Over the last 2 weeks, how often have you been bothered by this?',
  copyright:
    'Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.',
  source: 'Kroenke, Spitzer, Williams 2001; domain research',
  item: [
    ...ITEMS.map(([code, text]) =>
      item({ linkId: `/${code}`, code: loinc(code), text, type: 'choice', answerOption: FREQUENCY }),
    ),
    item({
      linkId: `/${DIFFICULTY}`,
      code: loinc(DIFFICULTY),
      text: 'If you have had any of these problems, how difficult have they made it for you to do your work, take care of things at home, or get along with other people?',
      type: 'choice',
      answerOption: ['Not difficult at all', 'Somewhat difficult', 'Very difficult', 'Extremely difficult'].map((display, i) => ({
        code: `difficulty-${i}`,
        display,
        ordinalValue: null,
        coding: null,
      })),
    }),
  ],
  scores: [
    {
      name: 'total',
      code: loinc('44261-6'),
      method: 'sum',
      items: ITEMS.map(([code]) => `/${code}`),
      min: 0,
      max: 27,
      bands: [
        { from: 0, label: 'minimal' },
        { from: 5, label: 'mild' },
        { from: 10, label: 'moderate' },
        { from: 15, label: 'moderately severe' },
        { from: 20, label: 'severe' },
      ],
    },
    // of its own, so that rules and exports can ask for it
    { name: 'item-9', code: loinc('44260-8'), method: 'sum', items: [PHQ9_ITEM_9], min: 0, max: 3, bands: [] },
  ],
};
