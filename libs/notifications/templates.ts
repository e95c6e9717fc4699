/** A text that leaves the system. It names no medicine, no diagnosis and no kind of care, and nobody's last name. */
export type Text = Readonly<{ subject: string; text: string }>;

/** Local times in words, as PostgreSQL's time zones tell them: the recipient's, and the clinic's where it differs. */
export type When = Readonly<{ local: string; clinic: string | null; isTomorrow: boolean }>;

const both = ({ local, clinic }: When): string => (clinic ? `${local} your time (${clinic} at the clinic)` : local);
const lines = (...parts: string[]): string => parts.join('\n');

export const templates = {
  booked: (when: When, url: string): Text => ({
    subject: 'Your appointment is booked',
    text: lines(`Your appointment: ${both(when)}.`, `To look at it or to cancel it: ${url}/home`),
  }),
  moved: (when: When, url: string): Text => ({
    subject: 'Your appointment has another time',
    text: lines(`Your appointment was moved. It is now: ${both(when)}.`, `To look at it: ${url}/home`),
  }),
  cancelled: (when: When): Text => ({
    subject: 'Your appointment is cancelled',
    text: lines(`Your appointment on ${both(when)} is cancelled.`, 'You need not do anything.'),
  }),
  reminder: (when: When, page: string): Text => ({
    subject: when.isTomorrow ? 'Your appointment is tomorrow' : 'Your appointment is soon',
    text: lines(
      `Your appointment: ${both(when)}.`,
      `What to have ready, whom to call, and to tell us that you are coming or late: ${page}`,
    ),
  }),
  companion: (when: When, link: string): Text => ({
    subject: 'Your part as companion',
    text: lines(
      `You are the companion for an appointment: ${both(when)}.`,
      `Please be there 15 minutes before, and open your page: ${link}`,
    ),
  }),
  prompt: (link: string): Text => ({
    subject: 'Please open your page now',
    text: lines('Please open your page now: something is due.', link),
  }),
  emergencyPrompt: (link: string): Text => ({
    subject: 'Open your page now',
    text: lines(
      'Look after the person beside you now. Call 911 at once if they do not wake or do not breathe well.',
      `Open your page: address and words are there. ${link}`,
    ),
  }),
  page: (level: number, url: string, sessionId: string): Text => ({
    subject: `Level ${level}: please answer`,
    text: lines(`Hearth: level ${level} in a session of yours. Please answer on the board:`, `${url}/board/${sessionId}`),
  }),
  clinicAlert: (url: string): Text => ({
    subject: 'Something needs you',
    text: lines('Hearth: there is a new alert of the clinic.', `${url}/board`),
  }),
  glass: (url: string): Text => ({
    subject: 'A record was opened in an emergency',
    text: lines('Hearth: a record was opened in an emergency. Please look at it:', `${url}/privacy`),
  }),
  nudge: (when: When, page: string): Text => ({
    subject: 'We missed you',
    text: lines(
      `We missed you at your appointment on ${both(when)}.`,
      `Please find a new time with us, it is part of your care. Whom to call: ${page}`,
    ),
  }),
  newDevice: (url: string): Text => ({
    subject: 'A new device has signed in to your account',
    text: lines(
      'Somebody has signed in to your account with a device or browser that was not used before.',
      `If it was you, you need not do anything. If not, sign it out here and change your password: ${url}/account`,
    ),
  }),
  passwordChanged: (url: string): Text => ({
    subject: 'Your password was changed',
    text: lines('The password of your account was changed.', `If it was not you, ask us at once for a new one: ${url}/forgotten`),
  }),
  factorsChanged: (url: string): Text => ({
    subject: 'The ways in which you sign in were changed',
    text: lines(
      'A passkey, an authenticator app or a recovery code of your account was added, used or removed.',
      `If it was not you, look at your account and call the clinic: ${url}/account`,
    ),
  }),
  invitation: (link: string): Text => ({
    subject: 'Your account is waiting for you',
    text: lines('You are invited to make your account. This link is good for seven days, and once:', link),
  }),
  passwordReset: (link: string): Text => ({
    subject: 'Choose a new password',
    text: lines(
      'This link lets you choose a new password. It is good for half an hour, and once:',
      link,
      'If you did not ask for it, you need not do anything.',
    ),
  }),
  emailChange: (link: string): Text => ({
    subject: 'Is this your e-mail address?',
    text: lines(
      'Somebody wants to use this e-mail address for their account. If it was you, this link does it. It is good for a day, and once:',
      link,
      'If it was not you, you need not do anything.',
    ),
  }),
  emailChanged: (url: string): Text => ({
    subject: 'Your e-mail address was changed',
    text: lines(
      'Your account has another e-mail address now. This is the last message to this one.',
      `If it was not you, call the clinic at once: ${url}`,
    ),
  }),
} as const;

export type TemplateName = keyof typeof templates;
