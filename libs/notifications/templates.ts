import type { Text } from './domain/template-text.js';

export type { Text, When } from './domain/template-text.js';

/**
 * A text as the program has it. `fills`: the placeholders that it can fill; `needs`: those without which it says nothing. `isFixed`:
 * by it people are called in an emergency, or are told of what happens to their account; no clinic rewords it.
 */
export type Template = Text & Readonly<{ about: string; fills: readonly string[]; needs: readonly string[]; isFixed: boolean }>;

const lines = (...parts: string[]): string => parts.join('\n');
const own = (about: string, subject: string, text: string, fills: readonly string[], needs = fills): Template => ({
  ...{ about, subject, text, fills, needs },
  isFixed: false,
});
const fixed = (...given: Parameters<typeof own>): Template => ({ ...own(...given), isFixed: true });

/** No text names a medicine, a diagnosis or a kind of care, nor anybody's last name. */
export const templates = {
  booked: own(
    'An appointment is booked',
    'Your appointment is booked',
    lines('Your appointment: {when}.', 'To look at it or to cancel it: {home}'),
    ['when', 'home'],
    ['when'],
  ),
  moved: own(
    'An appointment is moved',
    'Your appointment has another time',
    lines('Your appointment was moved. It is now: {when}.', 'To look at it: {home}'),
    ['when', 'home'],
    ['when'],
  ),
  others: own(
    'Somebody else is there for an appointment',
    'Somebody else will be there for your appointment',
    lines('Your appointment stays as it is: {when}.', 'Somebody else will be there for you. To see who: {home}'),
    ['when', 'home'],
    ['when'],
  ),
  cancelled: own(
    'An appointment is cancelled',
    'Your appointment is cancelled',
    lines('Your appointment on {when} is cancelled.', 'You need not do anything.'),
    ['when'],
  ),
  offer: own(
    'An earlier time is free',
    'An earlier time is kept for you',
    lines(
      'An earlier time has become free: {when}. It is kept for you for a while.',
      'To take it, or to leave it to the next one: {waiting}',
      'If you do nothing, your appointment stays as it is.',
    ),
    ['when', 'waiting'],
  ),
  reminder: own(
    'Before an appointment',
    'Your appointment is {soon}',
    lines('Your appointment: {when}.', 'What to have ready, whom to call, and to tell us that you are coming or late: {page}'),
    ['soon', 'when', 'page', 'home'],
    ['when'],
  ),
  questions: own(
    'Questions before an appointment',
    'A few questions before your appointment',
    lines(
      'Before your appointment on {when} there are a few questions for you.',
      'They take some minutes. Please answer them soon: {intake}',
      'You have answered them already? Then you need not do anything.',
    ),
    ['when', 'intake'],
  ),
  after: own(
    'After an appointment',
    'After your appointment',
    lines('Thank you for coming.', 'What comes next, and how to reach us: {home}'),
    ['home'],
  ),
  companion: own(
    'To the companion, before an appointment',
    'Your part as companion',
    lines('You are the companion for an appointment: {when}.', 'Please be there 15 minutes before, and open your page: {link}'),
    ['when', 'link'],
  ),
  prompt: fixed(
    'The companion is asked to look',
    'Please open your page now',
    lines('Please open your page now: something is due.', '{link}'),
    ['link'],
  ),
  emergencyPrompt: fixed(
    'The companion is called in an emergency',
    'Open your page now',
    lines(
      'Look after the person beside you now. Call 911 at once if they do not wake or do not breathe well.',
      'Open your page: address and words are there. {link}',
    ),
    ['link'],
  ),
  page: fixed(
    'Staff are called',
    'Level {level}: please answer',
    lines('Hearth: level {level}, and you are asked for. Please answer on the board:', '{board}'),
    ['level', 'board'],
  ),
  clinicPage: fixed(
    'Staff are called to an alert of the clinic',
    'Level {level}: please answer',
    lines('Hearth: level {level}, and you are asked for. Please take it on:', '{alerts}'),
    ['level', 'alerts'],
  ),
  clinicAlert: fixed(
    'Staff are told of an alert',
    'Something needs you',
    lines('Hearth: there is a new alert of the clinic.', '{board}'),
    ['board'],
  ),
  licenceEnding: fixed(
    'Staff are told that a licence ends',
    'A licence is about to end',
    lines(
      'A licence ends soon. When it is renewed, its new days have to be entered; until then it counts as over on its last day.',
      '{licences}',
    ),
    ['licences'],
  ),
  glass: fixed(
    'Privacy officers are told of an emergency access',
    'A record was opened in an emergency',
    lines('Hearth: a record was opened in an emergency. Please look at it:', '{privacy}'),
    ['privacy'],
  ),
  nudge: own(
    'A missed appointment',
    'We missed you',
    lines(
      'We missed you at your appointment on {when}.',
      'Please find a new time with us, it is part of your care. Whom to call: {page}',
    ),
    ['when', 'page', 'home'],
    ['when'],
  ),
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
  written: own(
    'Somebody has written to its reader',
    'You have a message',
    lines('There is a new message for you.', 'To read it and to answer: {conversations}'),
    ['conversations'],
  ),
  handOff: fixed(
    'Staff are asked to take something over',
    'A colleague asks you to take over',
    lines('A colleague asks you to take over. Please answer:', '{screenings}'),
    ['screenings'],
  ),
  handOffReturned: fixed(
    'Staff are told that nobody took something over',
    'Nobody has taken it over',
    lines('What you offered to a colleague was not taken over. It is with you as before:', '{screenings}'),
    ['screenings'],
  ),
  whoIsWho: own(
    'Somebody else looks after a patient',
    'Somebody else looks after you now',
    lines('Somebody else of the clinic looks after you now. Who it is, and what comes next: {screening}'),
    ['screening'],
  ),
  letter: own(
    'There is a letter',
    'There is a letter for you',
    lines('There is a letter for you from the clinic. To read it: {screening}'),
    ['screening'],
  ),
  test: fixed(
    'Somebody tries a channel of theirs',
    'This is a test',
    lines('This is the test that you asked for. Messages of the clinic reach you here.', '{account}'),
    ['account'],
  ),
} as const satisfies Readonly<Record<string, Template>>;

export type TemplateName = keyof typeof templates;
export const TEMPLATE_NAMES = Object.keys(templates) as [TemplateName, ...TemplateName[]];
export const templateOf = (name: TemplateName): Template => templates[name];

/** What is for nobody but whoever has the address: by e-mail only, whatever its owner prefers, and in no list. */
export const BY_EMAIL_ONLY: ReadonlySet<TemplateName> = new Set<TemplateName>([
  ...(['newDevice', 'passwordChanged', 'factorsChanged', 'invitation', 'passwordReset', 'emailChange', 'emailChanged'] as const),
]);
/** Stand in a person's own list, too. */
export const IN_LIST: ReadonlySet<TemplateName> = new Set<TemplateName>([
  'booked',
  'moved',
  'others',
  'cancelled',
  'offer',
  'reminder',
  'questions',
  'after',
  'nudge',
]);
