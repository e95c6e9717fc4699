import type { MessageChannel, MessageState } from '#contracts';

export const CHANNELS: Readonly<Record<MessageChannel, string>> = {
  email: 'e-mail',
  sms: 'text message',
  push: 'notification',
  inbox: 'own list',
};

export const STATES: Readonly<Record<MessageState, string>> = {
  planned: 'To come',
  claimed: 'Being sent',
  sent: 'Sent',
  delivered: 'Delivered',
  failed: 'Not taken yet',
  unknown: 'Nobody knows',
  undeliverable: 'Did not arrive',
  moot: 'Not needed any more',
  voided: 'Taken back',
};

export const stateKind = (state: MessageState, isOpen: boolean): 'late' | 'due' | 'done' | undefined => {
  if (isOpen) return 'late';
  if (state === 'planned' || state === 'claimed') return 'due';
  return state === 'sent' || state === 'delivered' ? 'done' : undefined;
};
