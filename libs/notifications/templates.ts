import { accountTemplates } from './account-templates.js';
import { companionTemplates } from './companion-templates.js';
import { fixed, lines, own, type Template } from './template.js';

export type { Text, When } from './domain/template-text.js';
export type { Template } from './template.js';

/** No text names a medicine, a diagnosis or a kind of care, nor anybody's last name. */
export const templates = {
  booked: own(
    'An appointment is booked',
    'Your appointment is booked',
    lines(
      'Your appointment: {when}.',
      'To get ready, and to come in at the time: {join}',
      'To look at it or to cancel it: {home}',
    ),
    ['when', 'join', 'home'],
    ['when'],
  ),
  moved: own(
    'An appointment is moved',
    'Your appointment has another time',
    lines(
      'Your appointment was moved. It is now: {when}.',
      'To get ready, and to come in at the time: {join}',
      'To look at it: {home}',
    ),
    ['when', 'join', 'home'],
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
    lines(
      'Your appointment: {when}.',
      'What to have ready, whom to call, and to tell us that you are coming or late: {page}',
      'To come in at the time: {join}',
    ),
    ['soon', 'when', 'page', 'join', 'home'],
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
  howAreYou: own(
    'How somebody is, in the evening and the next morning',
    'How are you?',
    lines(
      'How are you? Please answer three short questions: {aftercare}',
      'If we do not hear from you, somebody calls you.',
      'If you are in danger, call 911.',
    ),
    ['aftercare'],
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
  waitNow: fixed(
    'A patient is asked to wait',
    'Please wait, and look',
    lines('Please wait, and do nothing yet: something has changed. What comes next, and whom to call: {home}'),
    ['home'],
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
  incident: fixed(
    'The medical director is told that something is to be reviewed',
    'Something is to be reviewed',
    lines('Hearth: something has happened that is to be reviewed. It is on your work list:', '{board}'),
    ['board'],
  ),
  overrides: fixed(
    'The medical director is told, once a week, that there is something to look at',
    'Something of last week is to be looked at',
    lines('Hearth: last week brought something that you look at. It is in a list:', '{board}'),
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
  basisEnding: fixed(
    'Staff are told that a basis in law for prescribing ends',
    'A basis in law is about to end',
    lines(
      'A basis in law on which what the clinic does at a distance rests ends soon.',
      'Who loses what on that day: {licences}',
      'What else holds: {basis}',
    ),
    ['licences', 'basis'],
  ),
  pdmpDue: fixed(
    'A prescriber is told that a look is due',
    'Something is due again soon',
    lines('For somebody in your care a look at the monitoring programme of the state is due again within days.', '{board}'),
    ['board'],
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
  callBell: fixed(
    'Staff are told that somebody waits',
    'Somebody is waiting for you',
    lines('Somebody is waiting for you. To let them in:', '{join}'),
    ['join'],
  ),
  callReady: own(
    'Somebody who waits elsewhere is told to come',
    'They are ready for you',
    lines('They are ready for you now, as you asked to be told. To come in: {join}'),
    ['join'],
  ),
  whoIsWho: own(
    'Somebody else looks after a patient',
    'Somebody else looks after you now',
    lines('Somebody else of the clinic looks after you now. Who it is, and what comes next: {screening}'),
    ['screening'],
  ),
  pairingOffer: fixed(
    'Staff are asked to look after somebody',
    'Somebody asks for you',
    lines('Somebody would like you to look after them. Please answer in time:', '{pairings}'),
    ['pairings'],
  ),
  pairingNews: fixed(
    'Staff are told that something has changed about whom they look after',
    'There is something new about whom you look after',
    lines('There is something new about whom you look after:', '{pairings}'),
    ['pairings'],
  ),
  teamNews: own(
    'There is news about who looks after a patient',
    'There is news about who looks after you',
    lines('There is something new about who looks after you. To see it: {team}'),
    ['team'],
  ),
  letter: own(
    'There is a letter',
    'There is a letter for you',
    lines('There is a letter for you from the clinic. To read it: {screening}'),
    ['screening'],
  ),
  medicineNews: own(
    'There is something about what a patient has at home',
    'There is news for you from the clinic',
    lines('There is something new for you to read. Please look at it today: {home}'),
    ['home'],
  ),
  ...companionTemplates,
  ...accountTemplates,
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
  'howAreYou',
  'nudge',
]);
