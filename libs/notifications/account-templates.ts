import { fixed, lines } from './template.js';

/** What people are told of their accounts. */
export const accountTemplates = {
  newDevice: fixed(
    'A sign-in with a new device',
    'A new device has signed in to your account',
    lines(
      'Somebody has signed in to your account with a device or browser that was not used before.',
      'If it was you, you need not do anything. If not, sign it out here and change your password: {account}',
    ),
    ['account'],
  ),
  passwordChanged: fixed(
    'A changed password',
    'Your password was changed',
    lines('The password of your account was changed.', 'If it was not you, ask us at once for a new one: {forgotten}'),
    ['forgotten'],
  ),
  factorsChanged: fixed(
    'Changed ways to sign in',
    'The ways in which you sign in were changed',
    lines(
      'A passkey, an authenticator app or a recovery code of your account was added, used or removed.',
      'If it was not you, look at your account and call the clinic: {account}',
    ),
    ['account'],
  ),
  invitation: fixed(
    'An invitation',
    'Your account is waiting for you',
    lines('You are invited to make your account. This link is good for seven days, and once:', '{link}'),
    ['link'],
  ),
  passwordReset: fixed(
    'A forgotten password',
    'Choose a new password',
    lines(
      'This link lets you choose a new password. It is good for half an hour, and once:',
      '{link}',
      'If you did not ask for it, you need not do anything.',
    ),
    ['link'],
  ),
  emailChange: fixed(
    'A new e-mail address, to be shown',
    'Is this your e-mail address?',
    lines(
      'Somebody wants to use this e-mail address for their account. If it was you, this link does it. It is good for a day, and once:',
      '{link}',
      'If it was not you, you need not do anything.',
    ),
    ['link'],
  ),
  emailChanged: fixed(
    'A new e-mail address, to the one before',
    'Your e-mail address was changed',
    lines(
      'Your account has another e-mail address now. This is the last message to this one.',
      'If it was not you, call the clinic at once: {clinic}',
    ),
    ['clinic'],
  ),
  test: fixed(
    'Somebody tries a channel of theirs',
    'This is a test',
    lines('This is the test that you asked for. Messages of the clinic reach you here.', '{account}'),
    ['account'],
  ),
} as const;
