import { z } from 'zod';

import { message } from '#platform';

const Due = z.strictObject({
  /** What it is sent for; with recipient and channel it is sent once. */
  cause: z.string().max(200),
  recipientId: z.uuid(),
  channel: z.enum(['email', 'sms']),
  template: z.enum([
    'booked',
    'moved',
    'cancelled',
    'reminder',
    'companion',
    'prompt',
    'emergencyPrompt',
    'page',
    'clinicAlert',
    'glass',
    'nudge',
    'newDevice',
    'passwordChanged',
    'factorsChanged',
    'invitation',
    'passwordReset',
    'emailChange',
    'emailChanged',
  ]),
  /** The appointment, session, alert or link that it is about. */
  subjectId: z.uuid(),
  /** Of the alert that somebody is called for. */
  level: z.int().optional(),
});
export type Due = z.infer<typeof Due>;

/** One message to one person through one channel. */
export const messageDue = message('notifications.message-due', Due);
/** The same when somebody is called: straight from the claim, never through a queue. */
export const callDue = message('notifications.call-due', Due, { direct: true });
