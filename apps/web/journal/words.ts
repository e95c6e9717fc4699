import type { JournalPrompt } from '#contracts';

export const PROMPTS: Readonly<Record<JournalPrompt, string>> = {
  'what-stays': 'What has stayed with you?',
  body: 'How does your body feel today?',
  'one-step': 'What is one small step that you want to take?',
  'before-next': 'What do you want to bring to the next time?',
};
