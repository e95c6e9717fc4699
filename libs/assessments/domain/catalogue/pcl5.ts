import { item, loinc, type Questionnaire, rated } from '../questionnaire.js';

const DEGREE = rated(['Not at all', 'A little bit', 'Moderately', 'Quite a bit', 'Extremely']);

const TEXTS = [
  'Repeated, disturbing, and unwanted memories of the stressful experience?',
  'Repeated, disturbing dreams of the stressful experience?',
  'Suddenly feeling or acting as if the stressful experience were actually happening again (as if you were actually back there reliving it)?',
  'Feeling very upset when something reminded you of the stressful experience?',
  'Having strong physical reactions when something reminded you of the stressful experience (for example, heart pounding, trouble breathing, sweating)?',
  'Avoiding memories, thoughts, or feelings related to the stressful experience?',
  'Avoiding external reminders of the stressful experience (for example, people, places, conversations, activities, objects, or situations)?',
  'Trouble remembering important parts of the stressful experience?',
  'Having strong negative beliefs about yourself, other people, or the world (for example, having thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, the world is completely dangerous)?',
  'Blaming yourself or someone else for the stressful experience or what happened after it?',
  'Having strong negative feelings such as fear, horror, anger, guilt, or shame?',
  'Loss of interest in activities that you used to enjoy?',
  'Feeling distant or cut off from other people?',
  'Trouble experiencing positive feelings (for example, being unable to feel happiness or have loving feelings for people close to you)?',
  'Irritable behavior, angry outbursts, or acting aggressively?',
  'Taking too many risks or doing things that could cause you harm?',
  'Being “superalert” or watchful or on guard?',
  'Feeling jumpy or easily startled?',
  'Having difficulty concentrating?',
  'Trouble falling or staying asleep?',
];
const linkId = (at: number) => `/pcl-5-${at + 1}`;

/** The items have no codes here: none of our sources gives them, and a guessed code is worse than none. */
export const pcl5: Questionnaire = {
  name: 'pcl-5',
  version: '1',
  title: 'PCL-5: after a very stressful experience',
  code: loinc('101697-1'),
  wording: 'official',
  recall: 'Keep your worst stressful event in mind. In the past month, how much were you bothered by:',
  copyright: 'Weathers et al. 2013, National Center for PTSD. Work of the US government, not copyrighted.',
  source: 'ptsd.va.gov; domain research. No validated bands: 31 to 33 is a cut for a probable disorder',
  item: TEXTS.map((text, at) => item({ linkId: linkId(at), text, type: 'choice', answerOption: DEGREE })),
  scores: [
    {
      name: 'total',
      code: loinc('101698-9'),
      method: 'sum',
      items: TEXTS.map((_, at) => linkId(at)),
      min: 0,
      max: 80,
      bands: [
        { from: 0, label: 'below the cut' },
        { from: 31, label: 'at the cut (31 to 33)' },
        { from: 34, label: 'above the cut' },
      ],
    },
  ],
};
