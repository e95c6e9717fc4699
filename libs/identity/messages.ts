import { z } from 'zod';

import { message } from '#platform';

export const NoticeKind = z.enum(['new-device', 'password-changed', 'factors-changed', 'email-changed']);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** Something happened to a person's account that they should hear of, in case it was not them. `noticeId` makes it one; of a changed address it is the link's. */
export const accountNotice = message(
  'identity.account-notice',
  z.strictObject({ noticeId: z.uuid(), personId: z.uuid(), kind: NoticeKind }),
);
/** A journey is over: its person is reminded by the clock at home again. */
export const journeyOver = message('identity.journey-over', z.strictObject({ personId: z.uuid() }));
export const journeyKey = (personId: string): string => `journey:${personId}`;
/** A link is to be sent to its person: an invitation, or to choose another password. */
export const accountLinkMade = message('identity.account-link-made', z.strictObject({ linkId: z.uuid() }));
