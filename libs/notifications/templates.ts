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
  cancelled: (when: When): Text => ({
    subject: 'Your appointment is cancelled',
    text: lines(`Your appointment on ${both(when)} is cancelled.`, 'You need not do anything.'),
  }),
  reminder: (when: When, url: string): Text => ({
    subject: when.isTomorrow ? 'Your appointment is tomorrow' : 'Your appointment is soon',
    text: lines(`Your appointment: ${both(when)}.`, `What to have ready: ${url}/home`),
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
  nudge: (when: When, url: string): Text => ({
    subject: 'We missed you',
    text: lines(
      `We missed you at your appointment on ${both(when)}.`,
      `Please find a new time with us, it is part of your care: ${url}/home`,
    ),
  }),
} as const;

export type TemplateName = keyof typeof templates;
