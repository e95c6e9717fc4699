import { item, type Questionnaire, rated } from '../questionnaire.js';

const asked = (name: string, text: string) =>
  item({ linkId: `/before-dose-${name}`, text, type: 'choice', answerOption: rated(['No', 'Yes']) });

/** A yes to one question, as a number: the rules for pausing ask for it, and need no answer in words. */
const yesTo = (name: string) => ({
  ...{ name, code: null, method: 'sum' as const, items: [`/before-dose-${name}`], min: 0, max: 1 },
  bands: [
    { from: 0, label: 'no' },
    { from: 1, label: 'yes' },
  ],
});

/** Asked before each dose and not in intake. The three about the bladder are ours, and not those of a published scale. */
export const beforeDose: Questionnaire = {
  name: 'before-dose',
  version: '1',
  title: 'Before your next dose',
  code: null,
  wording: 'own',
  recall: 'Since your last dose. An honest yes never counts against you: it tells us to look first.',
  copyright: 'Hearth’s own words.',
  source: 'Hearth; a bladder check before every dose: docs/clinical-defaults.md, "Ledger and pauses"',
  item: [
    asked('pain', 'Does it hurt when you pass water?'),
    asked('urgency', 'Do you have to go much more often than before, or very suddenly?'),
    asked('blood', 'Have you seen blood in your urine?'),
    asked('pregnancy', 'Could you be pregnant?'),
    asked('mania', 'Have you been so high or so sped up, or slept so little without being tired, that you or others worried?'),
    asked('psychosis', 'Have you heard or seen things that others did not, or felt that others are after you?'),
    asked('other-ketamine', 'Has another clinic or doctor given you ketamine or esketamine?'),
  ],
  scores: [
    {
      ...{ name: 'urinary', code: null, method: 'sum', min: 0, max: 3 },
      items: ['/before-dose-pain', '/before-dose-urgency', '/before-dose-blood'],
      bands: [
        { from: 0, label: 'none' },
        { from: 1, label: 'some' },
      ],
    },
    ...['blood', 'pregnancy', 'mania', 'psychosis', 'other-ketamine'].map(yesTo),
  ],
};
