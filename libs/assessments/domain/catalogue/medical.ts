import { type AnswerOption, type Item, item, options, type Questionnaire } from '../questionnaire.js';

/** A person who is not sure is asked again by a clinician, never counted as a no. */
export const UNSURE = 'unsure';
const answers = (): AnswerOption[] => options({ yes: 'Yes', no: 'No', [UNSURE]: 'I am not sure' });
const asked = (name: string, text: string): Item =>
  item({ linkId: `/medical-${name}`, text, type: 'choice', answerOption: answers() });

/** What §2.5 asks about, each in one plain question. */
export const medical: Questionnaire = {
  name: 'medical-history',
  version: '1',
  title: 'Your health',
  code: null,
  wording: 'own',
  recall: 'Answer as well as you can. “I am not sure” is a good answer, too.',
  copyright: 'Hearth’s own words.',
  source: 'Hearth; what is asked for: domain research',
  item: [
    item({ linkId: '/medical-age', text: 'How old are you?', type: 'integer', min: 0, max: 120 }),
    asked('pregnant', 'Are you pregnant, nursing a baby, or trying to become pregnant?'),
    asked('aneurysm', 'Have you ever had an aneurysm, an AVM (blood vessels that grew wrongly), or a bleeding in the brain?'),
    asked('blood-pressure', 'Is your blood pressure often above 160 over 100, also with medicine?'),
    asked('heart', 'Do you have a heart problem that is not stable, or chest pain, or heart failure that is getting worse?'),
    asked('recent-event', 'Have you had a heart attack, a stroke or a mini-stroke in the past six months?'),
    asked('pressure-in-head', 'Have you been told that the pressure inside your head is too high?'),
    asked('glaucoma', 'Do you have glaucoma that is not under control?'),
    asked(
      'psychosis',
      'Have you ever heard or seen things that others did not, or been told that you had psychosis or schizophrenia?',
    ),
    asked('family-psychosis', 'Has a parent, brother, sister or child of yours had psychosis or schizophrenia?'),
    asked('mania', 'Are you now, or were you in the past weeks, so high or so sped up that others worried?'),
    asked('bipolar', 'Have you been told that you have bipolar disorder?'),
    asked('personality', 'Have you been told that you have a personality disorder?'),
    asked('seizures', 'Have you ever had a seizure?'),
    asked('breathing', 'Do you have a serious lung disease?'),
    asked('sleep-apnea', 'Do you have sleep apnea that is not treated?'),
    asked('bladder', 'Do you have bladder trouble: pain, blood, or having to go very often?'),
    asked('liver', 'Do you have a serious liver disease?'),
    asked('kidney', 'Do you have a kidney disease?'),
    asked('thyroid', 'Do you have an overactive thyroid that is not treated?'),
    asked('other-ketamine', 'Does another clinic or doctor give you ketamine or esketamine now?'),
    asked('companion', 'Is there an adult who could stay with you for some hours at each session?'),
    asked('internet', 'Do you have internet at home that you can rely on?'),
    asked('far', 'Would an ambulance need more than half an hour to reach your home?'),
  ],
  scores: [],
};
