import { type Field, item, options, type Questionnaire } from '../questionnaire.js';

const shared = { version: '1', code: null, wording: 'own', copyright: 'Hearth’s own words.', scores: [] } as const;
const field = (
  linkId: string,
  text: string,
  type: Field['type'] = 'text',
  answers: Readonly<Record<string, string>> = {},
): Field => ({
  ...{ linkId, text, type },
  answerOption: options(answers),
});

/** What §2.1 captures of each treatment that was tried. */
export const treatments: Questionnaire = {
  ...shared,
  name: 'treatment-history',
  title: 'What you have tried',
  recall:
    'Medicines, talking therapy, and other treatments for how you feel. Add one at a time; guess where you do not remember.',
  source: 'Hearth’s domain research',
  item: [
    item({
      linkId: '/treatments',
      text: 'Which treatments have you tried?',
      type: 'records',
      max: 30,
      fields: [
        field('type', 'What kind of treatment was it?', 'choice', {
          drug: 'A medicine',
          psychotherapy: 'Talking therapy',
          device: 'Another treatment, such as TMS or ECT',
        }),
        field('name', 'What was it called?'),
        field('maxDose', 'Highest dose, if you know it'),
        field('started', 'When did it begin?', 'date'),
        field('ended', 'When did it end? Leave it empty if you still take it', 'date'),
        field('weeks', 'For about how many weeks at the full dose, or how many weeks of sessions?', 'integer'),
        field('adherence', 'Did you take it as planned?', 'choice', {
          most: 'Most of the time',
          some: 'Some of the time',
          little: 'Seldom',
        }),
        field('response', 'How much did it help?', 'choice', {
          little: 'Not at all, or a little (less than a quarter)',
          partial: 'Some (a quarter to a half)',
          good: 'A lot (half or more)',
        }),
        field('stopped', 'Why did it end?'),
      ],
    }),
  ],
};

export const medications: Questionnaire = {
  ...shared,
  name: 'medications',
  title: 'Your medicines',
  recall: 'Everything that you take: prescribed, from a shop, herbs, and what you take only now and then.',
  source: 'Hearth’s domain research',
  item: [
    item({
      linkId: '/medications',
      text: 'Which medicines do you take?',
      type: 'records',
      max: 60,
      fields: [field('name', 'Name of the medicine'), field('dose', 'How much'), field('often', 'How often')],
    }),
    item({
      linkId: '/medications-none',
      text: 'Is this list complete?',
      type: 'choice',
      answerOption: options({ complete: 'Yes, this is everything', none: 'I take no medicines', unsure: 'I am not sure' }),
    }),
  ],
};

export const allergies: Questionnaire = {
  ...shared,
  name: 'allergies',
  title: 'Allergies',
  recall: 'Medicines, foods, latex, anything.',
  source: 'Hearth’s domain research',
  item: [
    item({
      linkId: '/allergy-ketamine',
      text: 'Have you ever had a bad reaction to ketamine or esketamine?',
      type: 'choice',
      answerOption: options({ yes: 'Yes', no: 'No', never: 'I have never had it', unsure: 'I am not sure' }),
    }),
    item({
      linkId: '/allergies',
      text: 'What are you allergic to?',
      type: 'records',
      max: 40,
      fields: [field('substance', 'What'), field('reaction', 'What happened')],
    }),
  ],
};
