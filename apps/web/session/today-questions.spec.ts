import { sublingualHome, todayRulesOf } from '#session-engine';
import { EMPTY_TODAY, type TodayDraft, todayOf, todayQuestions } from './today-questions.js';

const rules = todayRulesOf(sublingualHome.plan);
const first: TodayDraft = Object.fromEntries(todayQuestions(rules, true).map(({ name, options }) => [name, options[0]!.value]));

describe('the questions about today', () => {
  it('ask for the hours of the plan, and name them', () => {
    const [food, drink, alcohol] = todayQuestions(rules, true);
    expect(food!.options.map(({ words }) => words)).toEqual([
      ...['Less than 1 hour', '1 to 2 hours', '2 to 3 hours', '3 to 4 hours', '4 hours or longer'],
    ]);
    expect(drink!.options.at(-1)).toEqual({ value: '2', words: '2 hours or longer' });
    expect(alcohol!.legend).toContain('48 hours');
  });

  it('have no answer before somebody gives one, and none is left out', () => {
    expect(todayOf(EMPTY_TODAY)).toBeNull();
    for (const name of Object.keys(first)) expect(todayOf({ ...first, [name]: undefined } as TodayDraft)).toBeNull();
    expect(todayOf(first)).toEqual({
      ...{ ateHoursAgo: 0, drankHoursAgo: 0, alcoholOrCannabis: 'none', tookSedative: false, tookOtherDrug: false },
      ...{ isMedicineAsAgreed: true, mayBePregnant: false, hasUrinarySymptoms: false, isSomethingNew: false },
    });
  });

  it('are put to a patient as to a patient, and to a clinician about one', () => {
    expect(todayQuestions(rules, true)[0]!.legend).toBe('How long ago did you last eat?');
    expect(todayQuestions(rules, false)[5]!.legend).toBe(
      'Has the patient taken, and left out, their medicines as it was agreed for today?',
    );
  });
});
