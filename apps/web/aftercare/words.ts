import type { AftercareCheck } from '#contracts';

export const FEELINGS = { well: 'Well', 'not-so-well': 'Not so well', help: 'I need help' } as const;

/** Five words on a scale from 0 to 10. */
export const MOODS = [
  { value: '1', words: 'Very low' },
  { value: '3', words: 'Low' },
  { value: '5', words: 'In between' },
  { value: '7', words: 'Good' },
  { value: '9', words: 'Very good' },
] as const;

const KINDS: Readonly<Record<AftercareCheck['kind'], string>> = { evening: 'In the evening', morning: 'The next morning' };
export const kindWords = ({ kind }: AftercareCheck): string => KINDS[kind];

/** An answer as a clinician reads it. */
export function answerWords({ feeling, mood, isSomebodyThere }: AftercareCheck['answers'][number]): string {
  if (mood === null) return 'Asked for help';
  const words = feeling === 'well' ? 'Well' : 'Not so well';
  return `${words}, mood ${mood} of 10, ${isSomebodyThere ? 'somebody is there' : 'alone'}`;
}
