import type { TrainingAnswers } from '#contracts';

/** A page of the training: what to know, in words that anybody can follow. `{name}` is the patient's first name. */
export type Lesson = Readonly<{ title: string; lines: readonly string[] }>;
export type Question = Readonly<{
  [Q in keyof TrainingAnswers]: Readonly<{
    ask: string;
    options: readonly Readonly<{ value: TrainingAnswers[Q]; words: string }>[];
  }>;
}>;

/** What a companion agrees to. A change of meaning needs another version, as of the training. */
export const AGREEMENT: readonly string[] = [
  'You are 18 or older, and take no alcohol or drugs on the day.',
  'You stay in the home with {name}, in hearing distance, until the nurse ends the session.',
  'Every 15 minutes you look after {name} and tell us in five taps.',
  'You measure blood pressure when we ask for it.',
  'You walk with {name} to the bathroom, and {name} does not drive until the next morning.',
];

/** Three minutes. A change of meaning needs another version (`COMPANION_VERSIONS`), so that everybody reads it again. */
export const LESSONS: readonly Lesson[] = [
  {
    title: 'What you may see',
    lines: [
      '{name} may look far away, speak little, move slowly, cry or laugh. That is expected, and it passes.',
      'Some people feel sick. Have a bowl ready. Turn them on their side if they vomit.',
      'Blood pressure goes up for a while. That is why you measure it.',
      'You need not talk. Be near, be quiet, keep the light low.',
    ],
  },
  {
    title: 'What you do',
    lines: [
      'Every 15 minutes go close. Watch the chest rise and fall. Say their name. Then tell us in five taps.',
      'Measure the blood pressure when your page asks for it.',
      'Walk with them to the bathroom, with a hand on their arm.',
      'Stay in the home, in hearing distance, without headphones, until the nurse ends the session.',
    ],
  },
  {
    title: 'When you call',
    lines: [
      'Not breathing, breathing slow or strange, or no answer when you shake them: call 911 at once, then press Help.',
      'Chest pain, a seizure, one side weak: call 911 at once, then press Help.',
      'Anything that worries you, however small: press Help. You are never a bother.',
      'If you have to leave: say it on your page first, and stay until you have spoken with the nurse.',
    ],
  },
];

export const QUESTIONS: Question = {
  unresponsive: {
    ask: '{name} breathes slowly and does not answer when you shake them. What do you do?',
    options: [
      { value: 'wait', words: 'Wait until the next look' },
      { value: 'call-emergency', words: 'Call 911 at once, then press Help' },
      { value: 'ask-later', words: 'Write it down for the nurse' },
    ],
  },
  asleep: {
    ask: '{name} lies still with closed eyes when the look is due. What do you do?',
    options: [
      { value: 'look-close', words: 'Go close, watch the breath, say their name' },
      { value: 'leave-them', words: 'Leave them in peace and answer that all is well' },
      { value: 'wake-them', words: 'Sit them up and turn on the light' },
    ],
  },
  errand: {
    ask: 'You have to go out for ten minutes. What do you do?',
    options: [
      { value: 'go-quickly', words: 'Go quickly, while all is calm' },
      { value: 'go-quietly', words: 'Ask {name}, and go if they agree' },
      { value: 'say-it-first', words: 'Say it on my page, and wait for the nurse' },
    ],
  },
};

export const named = (text: string, name: string): string => text.replaceAll('{name}', name);
