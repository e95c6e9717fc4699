import type { TodayAnswers } from '#contracts';
import type { TodayRules } from '#session-engine';

/** Nothing is answered beforehand. Hours as their number in words, for a radio button. */
export type TodayDraft = Readonly<Partial<Record<keyof TodayAnswers, string>>>;
type Question = Readonly<{
  name: keyof TodayAnswers;
  legend: string;
  options: readonly Readonly<{ value: string; words: string }>[];
}>;

export const EMPTY_TODAY: TodayDraft = {};

const NO_YES = [
  { value: 'no', words: 'No' },
  { value: 'yes', words: 'Yes' },
];

/** Each whole hour that makes a difference, and whatever is longer ago. */
const hours = (until: number) => [
  { value: '0', words: 'Less than 1 hour' },
  ...Array.from({ length: until - 1 }, (_, i) => ({ value: `${i + 1}`, words: `${i + 1} to ${i + 2} hours` })),
  { value: `${until}`, words: `${until} hours or longer` },
];

/**
 * The questions about this day, in the order in which they are asked.
 *
 * @param isOwn whether the patient reads them, or a clinician reads them to the patient
 */
export function todayQuestions(rules: TodayRules, isOwn: boolean): readonly Question[] {
  const [you, your, have] = isOwn ? ['you', 'your', 'Have'] : ['the patient', 'their', 'Has'];
  const asked = (name: keyof TodayAnswers, legend: string, options = NO_YES): Question => ({ name, legend, options });
  return [
    asked('ateHoursAgo', `How long ago did ${you} last eat?`, hours(rules.solidsHours)),
    asked('drankHoursAgo', `How long ago did ${you} last drink anything?`, hours(rules.liquidsHours)),
    asked('alcoholOrCannabis', `Alcohol or cannabis in the last ${rules.alcoholHours} hours?`, [
      { value: 'none', words: 'No' },
      { value: 'over-a-day-ago', words: 'Yes, more than a day ago' },
      { value: 'within-a-day', words: 'Yes, within a day' },
    ]),
    asked(
      'tookSedative',
      `In the last ${rules.sedativesHours} hours a benzodiazepine, a sleeping tablet, an opioid, or anything else that makes drowsy? Nobody should stop taking one by themselves.`,
    ),
    asked('tookOtherDrug', 'Any other drug in the last week that nobody has prescribed?'),
    asked('isMedicineAsAgreed', `${have} ${you} taken, and left out, ${your} medicines as it was agreed for today?`, [
      { value: 'yes', words: 'Yes' },
      { value: 'no', words: 'No, or not sure' },
    ]),
    asked('mayBePregnant', `Could ${you} be pregnant?`),
    asked('hasUrinarySymptoms', 'Pain when passing water, blood in it, or having to go very often?'),
    asked('isSomethingNew', 'Anything new since the last talk: an illness, a fever, a diagnosis, a medicine?'),
  ];
}

/** @returns null as long as a question is open */
export function todayOf(draft: TodayDraft): TodayAnswers | null {
  const { ateHoursAgo, drankHoursAgo, alcoholOrCannabis, ...rest } = draft;
  const yesNo = [
    ...([
      'tookSedative',
      'tookOtherDrug',
      'isMedicineAsAgreed',
      'mayBePregnant',
      'hasUrinarySymptoms',
      'isSomethingNew',
    ] as const),
  ];
  if (ateHoursAgo === undefined || drankHoursAgo === undefined || alcoholOrCannabis === undefined) return null;
  if (yesNo.some((name) => rest[name] === undefined)) return null;
  return {
    ...{ ateHoursAgo: Number(ateHoursAgo), drankHoursAgo: Number(drankHoursAgo) },
    alcoholOrCannabis: alcoholOrCannabis as TodayAnswers['alcoholOrCannabis'],
    ...(Object.fromEntries(yesNo.map((name) => [name, rest[name] === 'yes'])) as Pick<TodayAnswers, (typeof yesNo)[number]>),
  };
}
