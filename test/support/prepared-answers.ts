import type { PreparationAnswer } from '#contracts';

/** Everything that a patient answers before their first dose. */
export const preparedAnswers = (text = 'Nothing that worries me.'): readonly PreparationAnswer[] => [
  { item: 'good-reactions', understood: true },
  { item: 'hard-reactions', understood: true },
  { item: 'intentions', text },
  { item: 'fears', text },
  { item: 'touch', wish: 'ask-first', text },
  { item: 'talk', wish: 'quiet', text },
  { item: 'no-go', text },
  { item: 'emergency-plan', text },
  { item: 'companions', backupName: text.slice(0, 80), backupPhone: '+1 212 555 0177' },
  { item: 'emergency-card', isRight: true },
  { item: 'driving', understood: true },
  { item: 'fasting', understood: true },
];
