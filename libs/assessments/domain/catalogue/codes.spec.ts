import { type Coding, LOINC, type Questionnaire } from '../questionnaire.js';
import { SHIPPED } from './index.js';
import { registeredSafety, SAFETY, type SafetyQuestion } from './safety.js';

/** Written down apart from the definitions, from LOINC's panels and answer lists: a code that changes on one side fails. */
const PUBLISHED = {
  'phq-9': {
    form: '44249-1',
    items: ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8', '69722-7'],
    scores: { total: '44261-6', 'item-9': '44260-8' },
    answers: ['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9'],
  },
  'gad-7': {
    form: '69737-5',
    items: ['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7'],
    scores: { total: '70274-6' },
    answers: ['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9'],
  },
  'pcl-5': { form: '101697-1', items: [], scores: { total: '101698-9' }, answers: [] },
  'audit-c': {
    form: '72109-2',
    items: ['68518-0', '68519-8', '68520-6'],
    scores: { total: '75626-2' },
    answers: [
      ...['LA6270-8', 'LA18926-8', 'LA18927-6', 'LA18928-4', 'LA18929-2'],
      ...['LA15694-5', 'LA15695-2', 'LA18930-0', 'LA18931-8', 'LA18932-6'],
      ...['LA6270-8', 'LA18933-4', 'LA18876-5', 'LA18891-4', 'LA18934-2'],
    ],
  },
  peg: { form: null, items: [], scores: { mean: '91147-9' }, answers: [] },
} as const;

const REGISTERED = {
  form: '93373-9',
  items: ['93246-7', '93247-5', '93248-3', '93249-1', '93250-9', '93267-3', '93269-9'],
  scores: {},
  answers: ['LA33-6', 'LA32-8'],
};

const loincOf = (coding: Coding | null) => (coding?.system === LOINC ? coding.code : null);

/** What an export would say of a questionnaire. */
function codesOf({ code, item, scores }: Questionnaire) {
  const answers = item.map(({ answerOption }) => answerOption.flatMap(({ coding }) => loincOf(coding) ?? []).join(' '));
  return {
    form: loincOf(code),
    items: item.flatMap((each) => loincOf(each.code) ?? []),
    scores: Object.fromEntries(scores.flatMap((score) => (score.code ? [[score.name, loincOf(score.code)]] : []))),
    answers: [...new Set(answers.filter(Boolean))].join(' ').split(' ').filter(Boolean),
  };
}

describe('LOINC codes', () => {
  it.each(SHIPPED.map((each) => [each.name, each] as const))('of %s are the published ones, or none', (name, questionnaire) => {
    const published = PUBLISHED[name as keyof typeof PUBLISHED] ?? { form: null, items: [], scores: {}, answers: [] };
    expect(codesOf(questionnaire)).toEqual(published);
  });

  it('stand on the safety questions only when the words are those of the scale', () => {
    const words = Object.fromEntries(Object.keys(SAFETY).map((question) => [question, `words for ${question}`]));
    expect(codesOf(registeredSafety(words as Record<SafetyQuestion, string>, 3))).toEqual(REGISTERED);
  });

  it('name what they are of: an official wording has a licence note, one of our own says what it is not', () => {
    for (const { wording, copyright, source, name } of SHIPPED) {
      expect(copyright.length).toBeGreaterThan(10);
      expect(source.length).toBeGreaterThan(5);
      if (wording === 'own') expect(copyright).toContain('Hearth’s own words');
      if (name === 'c-ssrs' || name === 'substances') expect(copyright).toMatch(/are not the/);
    }
  });

  it('have one version each, and questions that are named once', () => {
    const ids = SHIPPED.map(({ name, version }) => `${name}|${version}`);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { item } of SHIPPED) expect(new Set(item.map(({ linkId }) => linkId)).size).toBe(item.length);
  });
});
