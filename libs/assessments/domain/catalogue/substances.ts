import { item, type Questionnaire, yesNo } from '../questionnaire.js';

const asked = (name: string, text: string) =>
  item({ linkId: `/substances-${name}`, text, type: 'choice', answerOption: yesNo() });

/** Ours, and not the DAST-10: who may print that one is not settled. It has no score. */
export const substances: Questionnaire = {
  name: 'substances',
  version: '1',
  title: 'Other substances',
  code: null,
  wording: 'own',
  recall: 'Think of the past 12 months. Nobody is turned away for an honest answer.',
  copyright: 'Hearth’s own words. They are not the DAST-10.',
  source: 'Hearth; what is asked for: domain research',
  item: [
    asked('any', 'Have you used drugs, or medicines in another way than they were prescribed?'),
    asked('trouble', 'Has using them caused trouble at home, at work or with your health?'),
    asked('cannot-stop', 'Have you wanted to stop or use less and not been able to?'),
    asked('treated', 'Are you in treatment for alcohol or drug use, or have you been told that you need it?'),
    asked('opioids', 'Have you ever been told that you have an opioid use disorder?'),
    asked('ketamine', 'Have you ever used ketamine without a prescription, or more than was prescribed?'),
  ],
  scores: [],
};
