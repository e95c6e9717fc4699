import { z } from 'zod';

import { message } from '#platform';
import { TEMPLATE_NAMES } from './templates.js';

const Due = z.strictObject({
  /** What it is sent for; with recipient and channel it is sent once. */
  cause: z.string().max(200),
  recipientId: z.uuid(),
  channel: z.enum(['email', 'sms', 'push', 'inbox']),
  template: z.enum(TEMPLATE_NAMES),
  /** The appointment, session, alert or link that it is about. */
  subjectId: z.uuid(),
  /** Of the alert that somebody is called for. */
  level: z.int().optional(),
  /** It is of no use after this, and wakes nobody before it. */
  useUntil: z.iso.datetime().optional(),
  /** Its recipient is awake then. */
  passesQuiet: z.boolean().optional(),
});
export type Due = z.infer<typeof Due>;

/** One message to one person through one channel. */
export const messageDue = message('notifications.message-due', Due);
/** The same when somebody is called: straight from the claim, never through a queue. */
export const callDue = message('notifications.call-due', Due, { direct: true });

/** Outbox key of a message: one that is planned again takes the place of the first, and what its cause is voided with takes it along. */
export const dueKey = ({ cause, recipientId, channel }: Pick<Due, 'cause' | 'recipientId' | 'channel'>): string =>
  `${cause}:${recipientId}:${channel}`;
