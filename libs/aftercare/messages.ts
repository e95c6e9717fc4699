import { z } from 'zod';

import { message } from '#platform';

const ofCheck = z.strictObject({ checkId: z.uuid() });

/** It is time to ask a patient how they are after a session. */
export const aftercareAsked = message('aftercare.asked', ofCheck);
/** They have not answered yet. */
export const aftercareReminded = message('aftercare.reminded', ofCheck);
/** Nobody has answered in time: people are called, and never through a queue. */
export const aftercareUnanswered = message('aftercare.unanswered', ofCheck, { direct: true });

/** Outbox key of all that is due for a question; each row is written under a key that continues it, and so is what is sent. */
export const aftercareKey = (checkId: string, what?: string): string =>
  what ? `aftercare:${checkId}:${what}` : `aftercare:${checkId}`;
