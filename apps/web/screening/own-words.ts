import type { OwnNext } from '#contracts';

const TITLES: Readonly<Record<OwnNext, string>> = {
  'answer-questions': 'Your questions come first',
  'we-book': 'We find a time for a call',
  'call-is-booked': 'Your call is booked',
  'in-the-call': 'You are being seen',
  'colleague-comes': 'A colleague is coming',
  'decision-comes': 'We are thinking it over',
  'specialist-answers': 'We have asked a specialist',
  welcome: 'Welcome',
  'read-letter': 'We have written to you',
  'look-again': 'We look again with you',
};
export const nextTitle = (next: OwnNext): string => TITLES[next];

type Own = Readonly<{
  next: OwnNext;
  questions: { done: number; of: number };
  screener: { displayName: string } | null;
  colleague: { displayName: string } | null;
}>;

/** What comes next, for whoever waits for it; there is always something. */
export function nextWords({ next, questions, screener, colleague }: Own): string {
  const who = screener?.displayName ?? 'Somebody of the clinic';
  switch (next) {
    case 'answer-questions':
      return `You have done ${questions.done} of ${questions.of} parts. Take your time: you can stop and go on at any moment.`;
    case 'we-book':
      return 'Thank you for your answers. We read them, and send you a time for a video call. You need not do anything now.';
    case 'call-is-booked':
      return `${who} will meet you in a video call. Have something with your photo and name at hand, such as a passport.`;
    case 'in-the-call':
      return `${who} talks with you about everything. After that you hear from us what comes next.`;
    case 'colleague-comes':
      return `${colleague?.displayName ?? 'A colleague'} has been asked to join. You are not alone: ${who} stays with you until then.`;
    case 'decision-comes':
      return `${who} decides together with you, most often within two days. You get a letter, and we tell you when it is there.`;
    case 'specialist-answers':
      return 'We wait for the answer. It can take two weeks. We tell you as soon as we know more.';
    case 'welcome':
      return 'Your letter is below. Next, we go through what you agree to, and you choose your team.';
    case 'read-letter':
      return 'Your letter is below. You may ask us about every word of it, and ask us to look again.';
    case 'look-again':
      return 'Your letter is below. It says from when on we look again with you.';
  }
}

const WAY = ['Your questions', 'A video call', 'A decision, in a letter', 'You begin with your team'] as const;
const AT: Readonly<Record<OwnNext, number>> = {
  'answer-questions': 0,
  'we-book': 1,
  'call-is-booked': 1,
  'in-the-call': 1,
  'colleague-comes': 1,
  'decision-comes': 2,
  'specialist-answers': 2,
  'look-again': 2,
  'read-letter': 2,
  welcome: 3,
};

export function stepsOf(next: OwnNext): readonly Readonly<{ words: string; is: 'done' | 'now' | 'ahead' }>[] {
  return WAY.map((words, at) => ({ words, is: at < AT[next] ? 'done' : at === AT[next] ? 'now' : 'ahead' }));
}
