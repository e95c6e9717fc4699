import type { PreparationItem, TalkWish, TouchWish } from '#contracts';

/** What each item is called. */
export const PREPARATION_ITEMS: Readonly<Record<PreparationItem | 'sign-off', string>> = {
  'good-reactions': 'What may feel good',
  'hard-reactions': 'What may be hard',
  intentions: 'Intentions',
  fears: 'Fears',
  touch: 'Touch',
  talk: 'Talking',
  'no-go': 'Topics to leave alone',
  'emergency-plan': 'Emergency plan',
  companions: 'Chaperone and backup',
  'emergency-card': 'Emergency card',
  'medicine-counted': 'Medicine counted',
  driving: 'Not driving',
  fasting: 'Eating and drinking',
  'sign-off': 'Signed off',
};

export const TOUCH: Readonly<Record<TouchWish, string>> = {
  none: 'No touch',
  hand: 'My hand may be held',
  'hand-or-shoulder': 'Hand or shoulder',
  'ask-first': 'Ask me each time',
};

export const TALK: Readonly<Record<TalkWish, string>> = {
  quiet: 'Quiet, unless I speak',
  little: 'A few words now and then',
  'as-it-comes': 'As it comes',
};

export const TODO = {
  answer: 'to answer',
  'look-again': 'to look at again, something has changed',
  count: 'to count the medicine',
  talk: 'to talk it through',
  'name-chaperone': 'to name a chaperone',
  'fill-card': 'to fill in the card',
  'sign-off': 'to sign',
} as const;

export const TURN = { patient: 'The patient', clinician: 'The team', clinic: 'The clinic' } as const;
