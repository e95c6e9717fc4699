import { type AnswerOption, type EnableWhen, type Item, item, loinc, NO, type Questionnaire, YES } from '../questionnaire.js';

/** The questions of the C-SSRS screener (recent), by what each asks for. Source of the codes: LOINC, panel of the C-SSRS screener. */
export const SAFETY = {
  wish: '/c-ssrs-1',
  thoughts: '/c-ssrs-2',
  method: '/c-ssrs-3',
  intent: '/c-ssrs-4',
  plan: '/c-ssrs-5',
  everActed: '/c-ssrs-6',
  recentlyActed: '/c-ssrs-6-recent',
} as const;
export type SafetyQuestion = keyof typeof SAFETY;

const CODES: Readonly<Record<SafetyQuestion, string>> = {
  wish: '93246-7',
  thoughts: '93247-5',
  method: '93248-3',
  intent: '93249-1',
  plan: '93250-9',
  everActed: '93267-3',
  recentlyActed: '93269-9',
};

/** Ours, and not the scale's: its words are copyrighted and for clinics that have registered with its owner. */
const OWN_WORDS: Readonly<Record<SafetyQuestion, string>> = {
  wish: 'In the past month, have you wished that you would not wake up, or that you were not alive?',
  thoughts: 'In the past month, have you had thoughts of ending your life?',
  method: 'Have you thought about how you might do it?',
  intent: 'Have you felt that you might act on these thoughts?',
  plan: 'Have you worked out when, where or how, and do you mean to carry it out?',
  everActed: 'At any time in your life, have you tried to end your life, begun to, or made ready for it?',
  recentlyActed: 'Was any of this in the past three months?',
};

/** The middle questions follow a yes to the second; without it, and without an answer to it, the last ones are asked. */
const ASKED_WHEN: Readonly<Partial<Record<SafetyQuestion, EnableWhen>>> = {
  method: { linkId: SAFETY.thoughts, anyOf: [YES] },
  intent: { linkId: SAFETY.thoughts, anyOf: [YES] },
  plan: { linkId: SAFETY.thoughts, anyOf: [YES] },
  recentlyActed: { linkId: SAFETY.everActed, anyOf: [YES] },
};

const answers = (isOfficial: boolean): AnswerOption[] => [
  { code: YES, display: 'Yes', ordinalValue: null, coding: isOfficial ? loinc('LA33-6') : null },
  { code: NO, display: 'No', ordinalValue: null, coding: isOfficial ? loinc('LA32-8') : null },
];

function asked(words: Readonly<Record<SafetyQuestion, string>>, isOfficial: boolean): Item[] {
  return (Object.keys(SAFETY) as SafetyQuestion[]).map((question) =>
    item({
      linkId: SAFETY[question],
      // a code says that exactly this was asked: words of our own carry none
      code: isOfficial ? loinc(CODES[question]) : null,
      text: words[question],
      type: 'choice',
      answerOption: answers(isOfficial),
      enableWhen: ASKED_WHEN[question] ? [ASKED_WHEN[question]] : [],
    }),
  );
}

const shared = { name: 'c-ssrs', recall: 'These questions are hard, and they help us to look after you.', scores: [] } as const;

/** The structure of the screener in neutral words, for clinics that have not registered it. */
export const safety: Questionnaire = {
  ...shared,
  version: '1',
  title: 'Safety questions',
  code: null,
  wording: 'own',
  copyright:
    'These are Hearth’s own words. They are not the Columbia-Suicide Severity Rating Scale, which is copyrighted by the Research Foundation for Mental Hygiene.',
  source: 'Structure: domain research; words: our own',
  item: asked(OWN_WORDS, false),
};

/** What the scale is called, and on which terms it is asked. */
export const OFFICIAL_SAFETY = {
  title: 'Columbia-Suicide Severity Rating Scale, screener (recent)',
  copyright: '© Research Foundation for Mental Hygiene. Used by this clinic under its own registration.',
} as const;

/**
 * The same with the words that a registered clinic has loaded.
 *
 * @param version of the clinic's wording, counted from 1
 */
export const registeredSafety = (words: Readonly<Record<SafetyQuestion, string>>, version: number): Questionnaire => ({
  ...shared,
  version: `registered-${version}`,
  ...OFFICIAL_SAFETY,
  code: loinc('93373-9'),
  wording: 'official',
  source: 'Wording loaded by the clinic; structure and codes: domain research',
  item: asked(words, true),
});
